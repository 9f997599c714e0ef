package ca.portage.harness;

import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Outgoing;
import java.util.List;

/** Whether a lane has come to its end. */
final class Quiet {
  private static final int ALL = 1_000_000;
  private static final int RECENT = 3;

  private Quiet() {}

  /** Everything dropped has its row, every row its end, and nothing waits at the gateway. */
  static boolean all(Ledger ledger, Lane lane, int dropped) {
    List<Message> messages = ledger.messages(Filter.newest(ALL));
    return messages.stream().filter(m -> m.file().isPresent()).count() >= dropped
        && messages.stream().allMatch(m -> m.state().terminal())
        && lane.gateway().outgoing(lane.sender()).stream().noneMatch(Outgoing::waiting)
        && unpacked(ledger);
  }

  /** The messages that Portage itself has still to move. */
  static List<Message> moving(Ledger ledger) {
    return ledger.messages(Filter.newest(ALL)).stream()
        .filter(m -> !m.state().terminal() && m.state() != State.ACCEPTED)
        .toList();
  }

  private static boolean unpacked(Ledger ledger) {
    List<Download> downloads = ledger.downloads("cig", ALL);
    return downloads.stream().noneMatch(d -> d.state() == DownloadState.STORED)
        && downloads.stream().limit(RECENT).noneMatch(d -> d.state() == DownloadState.UNKNOWN);
  }
}
