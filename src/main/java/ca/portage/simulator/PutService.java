package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.Entity;
import ca.portage.mime.MalformedMimeException;
import ca.portage.simulator.Opener.Opened;
import ca.portage.simulator.http.Request;
import ca.portage.simulator.http.RequestHead;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Takes interchanges and receipts (CigWasPut0). A request is stored before it is answered; what is
 * wrong inside it is said by a receipt, not by the status (CIG C-12).
 */
final class PutService implements Service {
  static final String PATH = "/CigWasOp/CigWas.CigWasPut0";

  /** What the first part may be (CIG F-15); the registered spelling is read as well. */
  static final Set<String> EDI_TYPES =
      Set.of("application/edi-edifact", "application/edi-consent", "application/edifact");

  private final RequestRules rules;
  private final Clients clients;
  private final Opener opener;
  private final Store store;
  private final Journal journal;
  private final Mailbox mailbox;
  private final Acknowledger acknowledger;
  private final ReceiptIntake receipts;
  private final Replies replies;
  private final Dispatch dispatch;
  private final Clock clock;

  PutService(Parts parts) {
    this.rules = parts.rules();
    this.clients = parts.clients();
    this.opener = parts.opener();
    this.store = parts.store();
    this.journal = parts.journal();
    this.mailbox = parts.mailbox();
    this.acknowledger = parts.acknowledger();
    this.receipts = new ReceiptIntake(parts.mailbox(), parts.journal(), parts.clock());
    this.replies = parts.replies();
    this.dispatch = parts.dispatch();
    this.clock = parts.clock();
  }

  /** What the service works with. */
  record Parts(
      RequestRules rules,
      Clients clients,
      Opener opener,
      Store store,
      Journal journal,
      Mailbox mailbox,
      Acknowledger acknowledger,
      Replies replies,
      Dispatch dispatch,
      Clock clock) {}

  @Override
  public Outcome serve(Request request) throws IOException {
    RequestHead head = request.head();
    Optional<Refusal> refusal = rules.submission(head);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    Optional<Client> client = clients.named(head.first("From").orElse(""));
    if (client.isEmpty()) {
      return Outcome.refused(Refusal.access("no participant has the address in From (CIG L-07)"));
    }
    String id = head.first("Message-ID").orElse("");
    Optional<String> before = journal.submitted(id, request.sha256());
    return before.isPresent()
        ? repeated(id, before.get().equals(request.sha256()))
        : first(request, client.get(), id);
  }

  private Outcome repeated(String id, boolean same) {
    if (!same) {
      return Outcome.refused(Refusal.syntax("the Message-ID came before with other bytes"));
    }
    journal.repeated(id);
    mailbox.again(mailbox.about(id));
    return Outcome.of(200, "a repeat; the receipt is queued again, nothing else is done");
  }

  private Outcome first(Request request, Client client, String id) throws IOException {
    boolean kept = false;
    try (Scratch scratch = store.scratch()) {
      Content wire = store.submission(request.body());
      Outcome outcome = open(request, client, wire, scratch);
      kept = outcome.status() == 200;
      if (kept) {
        journal.taken(id, request.sha256());
      }
      return outcome;
    } finally {
      if (!kept) {
        journal.forget(id);
      }
    }
  }

  private Outcome open(Request request, Client client, Content wire, Scratch scratch)
      throws IOException {
    try {
      Opened opened = opener.open(wire, client, scratch);
      String type = type(opened.part());
      if (type.equals("multipart/report")) {
        return receipt(request.head(), client, opened.part());
      }
      if (!EDI_TYPES.contains(type)) {
        throw new UnacceptableException(
            Finding.UNEXPECTED_PROCESSING_ERROR,
            "the first part is " + type + " (CIG F-15)",
            Optional.of(opened.mic()));
      }
      if (!RequestRules.asksForReceipt(request.head())) {
        return Outcome.refused(
            Refusal.syntax("an interchange that asks for no receipt (CIG E-09 to E-11)"));
      }
      return accept(request, client, opened, type);
    } catch (UnacceptableException e) {
      acknowledger.acknowledge(request.head(), client, e.mic(), e.finding());
      return Outcome.of(200, e.finding() + ": " + e.getMessage());
    }
  }

  private Outcome receipt(RequestHead head, Client client, Entity report) throws IOException {
    return RequestRules.asksForReceipt(head)
        ? Outcome.refused(Refusal.syntax("a receipt that asks for a receipt (CIG I-18)"))
        : Outcome.of(200, receipts.take(head, client, report));
  }

  private Outcome accept(Request request, Client client, Opened opened, String type)
      throws IOException {
    String id = request.head().first("Message-ID").orElse("");
    Content content = store.interchange(id, opened.part().body());
    journal.add(
        new ReceivedInterchange(
            clock.instant(),
            client.address(),
            id,
            type,
            content,
            opened.mic(),
            request.sha256(),
            0));
    acknowledger.acknowledge(request.head(), client, Optional.of(opened.mic()), Finding.PROCESSED);
    Optional<Replies.Reply> reply = replies.to(content);
    if (reply.isPresent()) {
      dispatch.interchange(client, reply.get().mediaType(), reply.get().content());
    }
    return Outcome.of(200, "an interchange of " + content.size() + " bytes");
  }

  private static String type(Entity part) throws UnacceptableException {
    try {
      return part.contentType().type();
    } catch (MalformedMimeException e) {
      throw new UnacceptableException(Finding.UNEXPECTED_PROCESSING_ERROR, e.getMessage());
    }
  }
}
