package ca.portage.harness;

import static java.util.stream.Collectors.toSet;

import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.simulator.Outgoing;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether a running service still has something to do, asked without touching it. */
final class UnderWay {
  private static final Set<DownloadState> READING =
      EnumSet.of(DownloadState.OPEN, DownloadState.STORED);

  private UnderWay() {}

  /**
   * Whether nothing waits but what waits for something that a cut answer took with it.
   *
   * @param dropped how many files must have become messages
   */
  static boolean nothing(Lane lane, Path database, int dropped) {
    List<Outgoing> outgoing = lane.gateway().outgoing(lane.sender());
    if (outgoing.stream().anyMatch(Outgoing::waiting)) {
      return false;
    }
    try (Ledger ledger = Ledger.read(database)) {
      if (ledger.downloads("cig", Integer.MAX_VALUE).stream()
          .anyMatch(download -> READING.contains(download.state()))) {
        return false;
      }
      List<Message> messages = ledger.messages(Filter.newest(Integer.MAX_VALUE));
      Set<String> known = messages.stream().flatMap(m -> m.messageId().stream()).collect(toSet());
      Set<String> withoutReceipt =
          outgoing.stream()
              .filter(item -> !known.contains(item.messageId()))
              .flatMap(item -> item.about().stream())
              .collect(toSet());
      return messages.stream().filter(m -> m.sha256().isPresent()).count() == dropped
          && messages.stream()
              .filter(m -> !m.state().terminal())
              .allMatch(m -> withoutReceipt.contains(m.messageId().orElse("")));
    }
  }
}
