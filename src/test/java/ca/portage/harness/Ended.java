package ca.portage.harness;

import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every row is terminal, every attempt has its end, and nothing waits at the gateway. */
final class Ended {
  private Ended() {}

  static List<Finding> check(Books books, Set<State> resting) {
    List<Finding> findings = new ArrayList<>();
    for (Message message : books.messages()) {
      if (!message.state().terminal() && !resting.contains(message.state())) {
        findings.add(unfinished("message " + message.id() + " is " + message.state()));
      }
    }
    for (Download download : books.downloads()) {
      // One of unknown end stays so; that somebody was told is asked elsewhere.
      if (!download.state().terminal() && download.state() != DownloadState.UNKNOWN) {
        findings.add(unfinished("download " + download.id() + " is " + download.state()));
      }
    }
    books
        .attempts()
        .forEach(
            (id, attempts) ->
                attempts.stream()
                    .filter(attempt -> attempt.ended().isEmpty())
                    .forEach(a -> findings.add(unfinished("attempt " + a.number() + " of " + id))));
    for (Outgoing item : books.outgoing()) {
      if (item.waiting()) {
        findings.add(unfinished(item.messageId() + " still waits at the gateway"));
      } else if (!item.receipt() && item.acknowledgement().isEmpty()) {
        findings.add(unfinished(item.messageId() + " was never acknowledged"));
      }
    }
    return findings;
  }

  private static Finding unfinished(String what) {
    return new Finding(Harm.UNFINISHED, what);
  }
}
