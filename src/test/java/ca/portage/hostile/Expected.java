package ca.portage.hostile;

import ca.portage.ledger.DownloadState;
import ca.portage.ledger.State;
import java.util.Collections;
import java.util.List;

/**
 * What reliability.md says must become of one answer.
 *
 * @param download where the answer itself ends
 * @param parts where each of its parts ends, in their order
 * @param says a pattern found in what an admin is told: reasons and alerts of the answer and its
 *     parts
 */
record Expected(DownloadState download, List<State> parts, String says) {
  Expected {
    parts = List.copyOf(parts);
  }

  /** So many parts reach the inbox, and nobody need be told. */
  static Expected delivered(int parts) {
    return new Expected(DownloadState.UNPACKED, Collections.nCopies(parts, State.CLOSED), "");
  }

  /** Whole parts are used, and somebody is told that the rest is missing. */
  static Expected cut(int parts) {
    return delivered(parts).saying("cut");
  }

  /** One part, refused for this reason. */
  static Expected rejected(String says) {
    return parts(says, State.REJECTED);
  }

  /** One part, held for this reason, since the fault may be ours. */
  static Expected held(String says) {
    return new Expected(DownloadState.STORED, List.of(State.HELD), says);
  }

  static Expected parts(String says, State... states) {
    return new Expected(DownloadState.UNPACKED, List.of(states), says);
  }

  /** It is no download; it is kept and told. */
  static Expected refused(String says) {
    return new Expected(DownloadState.FAILED, List.of(), says);
  }

  /** Nothing that can be read as an answer came. */
  static Expected unknown(String says) {
    return new Expected(DownloadState.UNKNOWN, List.of(), says);
  }

  /** Nothing was queued. */
  static Expected empty() {
    return new Expected(DownloadState.EMPTY, List.of(), "");
  }

  Expected saying(String pattern) {
    return new Expected(download, parts, pattern);
  }
}
