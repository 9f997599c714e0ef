package ca.portage.harness;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.Seen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an admin does about an alert "possible loss": has the help desk queue again what was handed
 * out in that answer. What no alert speaks of nobody asks for, and it stays lost.
 */
public final class Operator {
  private static final Pattern HANDED_OUT = Pattern.compile("handed out (\\d+) items");
  private static final int ALL = 1_000_000;

  private final Lane lane;
  private int queuedAgain;

  /** The operator of a lane. */
  public Operator(Lane lane) {
    this.lane = lane;
  }

  /** What the gateway handed out and the ledger has not seen. */
  public List<String> missing(Ledger ledger) {
    Set<String> known = new HashSet<>();
    for (Message message : received(ledger)) {
      message.messageId().ifPresent(known::add);
    }
    return lane.gateway().outgoing(lane.sender()).stream()
        .filter(item -> !item.waiting() && !known.contains(item.messageId()))
        .map(Outgoing::messageId)
        .toList();
  }

  private static List<Message> received(Ledger ledger) {
    return ledger.messages(
        new Filter(
            Optional.empty(), Optional.empty(), Optional.of(Direction.IN), Optional.empty(), ALL));
  }

  /** Has it queued again, if answers were lost, were told, and held that many. */
  public void askAgain(Ledger ledger, List<String> missing) {
    boolean told = ledger.alerts(ALL).stream().anyMatch(a -> a.text().contains("queue"));
    if (told && missing.size() <= handedOutInVain(ledger) - queuedAgain) {
      queuedAgain += missing.size();
      lane.gateway().requeue(missing);
    }
  }

  private int handedOutInVain(Ledger ledger) {
    Map<String, Integer> handedOut = new HashMap<>();
    for (Seen request : lane.gateway().seen()) {
      Matcher items = HANDED_OUT.matcher(request.why());
      if (items.find()) {
        request.messageId().ifPresent(id -> handedOut.put(id, Integer.parseInt(items.group(1))));
      }
    }
    return ledger.downloads("cig", ALL).stream()
        .filter(d -> d.state() == DownloadState.UNKNOWN || !d.complete())
        .map(Download::requestMessageId)
        .mapToInt(id -> handedOut.getOrDefault(id, 0))
        .sum();
  }

  /** How many items were queued again at the operator's word. */
  int queuedAgain() {
    return queuedAgain;
  }
}
