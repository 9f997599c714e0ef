package ca.portage.simulator;

import ca.portage.ediint.Mic;
import ca.portage.mime.Entity;
import ca.portage.mime.MalformedMimeException;
import ca.portage.simulator.http.RequestHead;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Matches a client's receipt with the interchange it acknowledges; never answers it (CIG I-18). */
final class ReceiptIntake {
  private final Mailbox mailbox;
  private final Journal journal;
  private final Clock clock;

  ReceiptIntake(Mailbox mailbox, Journal journal, Clock clock) {
    this.mailbox = mailbox;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Takes a receipt whose signature is the client's.
   *
   * @return what it did, for the record
   * @throws IOException if it cannot be read
   */
  String take(RequestHead head, Client client, Entity report) throws IOException {
    Instant now = clock.instant();
    String id = head.first("Message-ID").orElse("");
    try {
      ReceiptFields fields = ReceiptFields.read(report);
      Optional<String> fault = fault(fields, client);
      boolean closes = fault.isEmpty() && fields.processed();
      String why = fault.orElse(closes ? "closes " + fields.original() : "says it failed");
      if (fault.isEmpty()) {
        mailbox.acknowledge(
            fields.original(), new Outgoing.Acknowledgement(now, fields.disposition(), closes));
      }
      journal.add(
          new ReceivedReceipt(
              now, client.address(), id, fields.original(), fields.disposition(), closes, why));
      return "a receipt: " + why;
    } catch (MalformedMimeException e) {
      journal.add(new ReceivedReceipt(now, client.address(), id, "", "", false, e.getMessage()));
      return "a receipt that cannot be read: " + e.getMessage();
    }
  }

  private Optional<String> fault(ReceiptFields fields, Client client) {
    Optional<Outgoing> item =
        mailbox
            .find(fields.original())
            .filter(found -> !found.receipt())
            .filter(found -> Client.key(found.client()).equals(client.key()));
    if (item.isEmpty()) {
      return Optional.of("it names no interchange queued for this client");
    }
    Mic expected = item.get().mic();
    if (!fields.processed() && !fields.failed()) {
      return Optional.of("its disposition is none of CIG I-09 to I-13");
    }
    boolean matches = fields.mic().filter(expected::matches).isPresent();
    return fields.processed() && !matches
        ? Optional.of("its MIC is not that of " + fields.original() + " (CIG I-07)")
        : Optional.empty();
  }
}
