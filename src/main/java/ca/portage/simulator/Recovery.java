package ca.portage.simulator;

import ca.portage.ediint.Mic;
import ca.portage.mime.MalformedMimeException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings queue and record back to where a former run left them. */
final class Recovery {
  private final Mailbox mailbox;
  private final Journal journal;
  private final Store store;

  private Recovery(Mailbox mailbox, Journal journal, Store store) {
    this.mailbox = mailbox;
    this.journal = journal;
    this.store = store;
  }

  /**
   * Repeats events in their order.
   *
   * @throws IOException if one of them cannot be understood or its file is missing
   */
  static void replay(List<List<String>> events, Mailbox mailbox, Journal journal, Store store)
      throws IOException {
    Recovery recovery = new Recovery(mailbox, journal, store);
    for (List<String> event : events) {
      try {
        recovery.repeat(event, event.get(1));
      } catch (MalformedMimeException | DateTimeException | IndexOutOfBoundsException e) {
        throw new IOException("the simulator's state holds an event it cannot read: " + event, e);
      }
    }
  }

  private void repeat(List<String> event, String id) throws IOException, MalformedMimeException {
    switch (event.get(0)) {
      case "queued" -> queued(event, id);
      case "fetched" -> mailbox.fetched(mailbox.find(id).stream().toList());
      case "again" -> mailbox.again(mailbox.find(id).stream().toList());
      case "acknowledged" ->
          mailbox.acknowledge(
              id,
              new Outgoing.Acknowledgement(
                  Instant.parse(event.get(2)), event.get(3), Boolean.parseBoolean(event.get(4))));
      case "accepted" -> accepted(event, id);
      case "repeated" -> journal.repeated(id);
      case "taken" -> journal.submitted(id, event.get(2));
      default -> throw new IOException("the simulator's state holds an unknown event: " + event);
    }
  }

  private void queued(List<String> event, String id) throws IOException, MalformedMimeException {
    mailbox.add(
        new Outgoing(
            event.get(2),
            id,
            Optional.of(event.get(3)).filter(about -> !about.isEmpty()),
            store.queued(id),
            Mic.parse(event.get(4)),
            Instant.parse(event.get(5)),
            true,
            0,
            Optional.empty()));
  }

  private void accepted(List<String> event, String id) throws IOException, MalformedMimeException {
    journal.add(
        new ReceivedInterchange(
            Instant.parse(event.get(2)),
            event.get(3),
            id,
            event.get(4),
            store.interchange(id),
            Mic.parse(event.get(5)),
            event.get(6),
            0));
  }
}
