package ca.portage.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened so far; safe for use by several threads. */
final class Journal {
  private static final int SEEN_LIMIT = 20_000;

  private final Deque<Seen> seen = new ArrayDeque<>();
  private final Map<String, ReceivedInterchange> interchanges = new LinkedHashMap<>();
  private final List<ReceivedReceipt> receipts = new ArrayList<>();
  private final Map<String, String> submissions = new LinkedHashMap<>();
  private final StateLog log;

  Journal(StateLog log) {
    this.log = log;
  }

  synchronized void add(Seen request) {
    if (seen.size() == SEEN_LIMIT) {
      seen.removeFirst();
    }
    seen.addLast(request);
  }

  /**
   * Remembers a submission's id and bytes.
   *
   * @return the digest that came under this id before, when it did
   */
  synchronized Optional<String> submitted(String messageId, String wireSha256) {
    return Optional.ofNullable(submissions.putIfAbsent(messageId, wireSha256));
  }

  /** Makes it certain that a submission was taken. */
  synchronized void taken(String messageId, String wireSha256) {
    log.add("taken", messageId, wireSha256);
  }

  /** Forgets a submission that was not taken after all. */
  synchronized void forget(String messageId) {
    submissions.remove(messageId);
  }

  synchronized void add(ReceivedInterchange interchange) {
    log.add(
        "accepted",
        interchange.messageId(),
        interchange.at().toString(),
        interchange.client(),
        interchange.mediaType(),
        interchange.mic().toString(),
        interchange.wireSha256());
    interchanges.put(interchange.messageId(), interchange);
  }

  synchronized void repeated(String messageId) {
    log.add("repeated", messageId);
    interchanges.computeIfPresent(messageId, (id, first) -> first.repeated());
  }

  synchronized void add(ReceivedReceipt receipt) {
    receipts.add(receipt);
  }

  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  synchronized List<ReceivedInterchange> interchanges() {
    return List.copyOf(interchanges.values());
  }

  synchronized List<ReceivedReceipt> receipts() {
    return List.copyOf(receipts);
  }
}
