package ca.portage.ledger;

import java.util.EnumSet;
import java.util.Set;

/** Where the answer to one poll is (reliability §2.2, P1 to P4). */
public enum DownloadState {
  /** The poll is recorded; its answer is not in the spool. */
  OPEN,
  /** The raw answer is in the spool. */
  STORED,
  /** Every part has its row and was dealt with. */
  UNPACKED,
  /** The gateway had nothing. */
  EMPTY,
  /** The gateway refused, or what came is no answer. */
  FAILED,
  /** Nobody knows what the gateway did with the poll. */
  UNKNOWN;

  private static final Set<DownloadState> TERMINAL = EnumSet.of(UNPACKED, EMPTY, FAILED);

  /** True if what is seen later is recorded but changes nothing. */
  public boolean terminal() {
    return TERMINAL.contains(this);
  }

  /** True if a download in this state may be {@code next}. */
  boolean allows(DownloadState next) {
    return switch (this) {
      case OPEN -> EnumSet.of(STORED, EMPTY, FAILED, UNKNOWN).contains(next);
      case UNKNOWN -> EnumSet.of(STORED, EMPTY, FAILED).contains(next);
      case STORED -> EnumSet.of(STORED, UNPACKED, EMPTY, FAILED).contains(next);
      case UNPACKED, EMPTY, FAILED -> false;
    };
  }
}
