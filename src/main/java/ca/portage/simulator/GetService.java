package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.MalformedMimeException;
import ca.portage.simulator.http.Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Hands out everything queued for the client that asks (CigWasGet0, CIG J-01 to J-06). The request
 * object only proves who asks; it is never processed as EDI (CIG J-04).
 */
final class GetService implements Service {
  static final String PATH = "/CigWasOp/CigWas.CigWasGet0";

  private final RequestRules rules;
  private final Clients clients;
  private final Opener opener;
  private final Store store;
  private final Mailbox mailbox;

  GetService(RequestRules rules, Clients clients, Opener opener, Store store, Mailbox mailbox) {
    this.rules = rules;
    this.clients = clients;
    this.opener = opener;
    this.store = store;
    this.mailbox = mailbox;
  }

  @Override
  public Outcome serve(Request request) throws IOException {
    Optional<Refusal> refusal = rules.download(request.head());
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    Optional<Client> client = clients.named(request.head().first("From").orElse(""));
    if (client.isEmpty()) {
      return Outcome.refused(Refusal.access("no participant has the address in From (CIG L-07)"));
    }
    Optional<Refusal> stranger = check(request, client.get());
    if (stranger.isPresent()) {
      return Outcome.refused(stranger.get());
    }
    List<Outgoing> waiting = mailbox.waiting(client.get());
    return waiting.isEmpty()
        ? Outcome.of(204, "nothing is queued")
        : new Outcome(200, "handed out " + waiting.size() + " items", waiting);
  }

  private Optional<Refusal> check(Request request, Client client) throws IOException {
    try (Scratch scratch = store.scratch()) {
      String type =
          opener.open(Content.of(request.body()), client, scratch).part().contentType().type();
      return PutService.EDI_TYPES.contains(type)
          ? Optional.empty()
          : Optional.of(Refusal.syntax("the request object is " + type + ", no EDI (CIG J-04)"));
    } catch (MalformedMimeException e) {
      return Optional.of(Refusal.syntax(e.getMessage()));
    } catch (UnacceptableException e) {
      String why = e.finding() + ": " + e.getMessage();
      boolean sender =
          e.finding() == Finding.AUTHENTICATION_FAILED
              || e.finding() == Finding.INTEGRITY_CHECK_FAILED;
      return Optional.of(sender ? Refusal.access(why) : Refusal.syntax(why));
    }
  }
}
