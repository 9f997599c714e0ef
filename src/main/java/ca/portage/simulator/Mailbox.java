package ca.portage.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Everything queued for any client, in order; what was fetched stays on record. */
final class Mailbox {
  private final Map<String, Outgoing> items = new LinkedHashMap<>();
  private final StateLog log;

  Mailbox(StateLog log) {
    this.log = log;
  }

  synchronized void add(Outgoing item) {
    log.add(
        "queued",
        item.messageId(),
        item.client(),
        item.about().orElse(""),
        item.mic().toString(),
        item.queued().toString());
    items.put(item.messageId(), item);
  }

  /** What the next download of that client takes along. */
  synchronized List<Outgoing> waiting(Client client) {
    return of(client.address()).stream().filter(Outgoing::waiting).toList();
  }

  /** Everything ever queued for that address. */
  synchronized List<Outgoing> of(String address) {
    return items.values().stream()
        .filter(item -> Client.key(item.client()).equals(Client.key(address)))
        .toList();
  }

  /** The receipts for one interchange. */
  synchronized List<Outgoing> about(String messageId) {
    return items.values().stream()
        .filter(item -> item.about().filter(messageId::equals).isPresent())
        .toList();
  }

  synchronized Optional<Outgoing> find(String messageId) {
    return Optional.ofNullable(items.get(messageId));
  }

  synchronized void fetched(List<Outgoing> taken) {
    change("fetched", taken, Outgoing::fetched);
  }

  /** Puts items back into the queue, as the gateway's operators can. */
  synchronized void again(List<Outgoing> taken) {
    change("again", taken, Outgoing::again);
  }

  /** Records a client's receipt; the first one counts. */
  synchronized void acknowledge(String messageId, Outgoing.Acknowledgement by) {
    log.add(
        "acknowledged",
        messageId,
        by.at().toString(),
        by.disposition(),
        Boolean.toString(by.processed()));
    items.computeIfPresent(
        messageId, (id, item) -> item.acknowledgement().isPresent() ? item : item.acknowledged(by));
  }

  private void change(String event, List<Outgoing> taken, UnaryOperator<Outgoing> how) {
    for (Outgoing item : taken) {
      log.add(event, item.messageId());
      items.computeIfPresent(item.messageId(), (id, now) -> how.apply(now));
    }
  }
}
