package ca.portage.ledger;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What reliability §2.2 says of one poll (P1 to P4), written down a second time and without the
 * ledger's table; and what the ledger cannot know: the gateway's queue and the bytes on the disk.
 */
final class DownloadModel {
  private static final Set<DownloadState> ENDS =
      EnumSet.of(DownloadState.UNPACKED, DownloadState.EMPTY, DownloadState.FAILED);

  /** Where the answer's bytes are. */
  enum Answer {
    NOWHERE,
    ARRIVING,
    KEPT
  }

  private final int parts;
  private Optional<DownloadState> state = Optional.empty();
  private boolean recorded;
  private boolean waiting;
  private boolean taken;
  private boolean nothingQueued;
  private Answer answer = Answer.NOWHERE;
  private int whole;

  /**
   * A poll that was not made yet.
   *
   * @param parts how many messages are queued
   */
  DownloadModel(int parts) {
    this.parts = parts;
  }

  /** Where it is; empty before the poll. */
  Optional<DownloadState> state() {
    return state;
  }

  boolean is(DownloadState one) {
    return state.equals(Optional.of(one));
  }

  /** Whether the process that asked still waits for the end of the answer. */
  boolean waiting() {
    return waiting;
  }

  /** Whether messages left the gateway's queue. */
  boolean taken() {
    return taken && !nothingQueued;
  }

  boolean asked() {
    return taken;
  }

  boolean nothingQueued() {
    return nothingQueued;
  }

  Answer answer() {
    return answer;
  }

  /** How many parts of the answer are whole. */
  int whole() {
    return whole;
  }

  boolean complete() {
    return whole == parts;
  }

  void open() {
    if (state.isEmpty()) {
      state = Optional.of(DownloadState.OPEN);
      waiting = true;
    }
  }

  /** The request goes out, and the gateway hands over what it has; it may have nothing. */
  void ask(int chance) {
    if (waiting && !taken) {
      taken = true;
      nothingQueued = chance % 9 == 0;
    }
  }

  /** A client that asks before it has noted that it does. */
  void askEarly(int chance) {
    waiting = true;
    ask(chance);
  }

  /** The answer comes, whole or cut. */
  void arrive(int chance) {
    if (waiting && taken() && answer == Answer.NOWHERE) {
      answer = Answer.ARRIVING;
      whole = chance % 4 == 0 ? chance % (parts + 1) : parts;
    }
  }

  /** What came is forced and has its name. */
  void keep() {
    if (waiting && answer == Answer.ARRIVING) {
      answer = Answer.KEPT;
    }
  }

  /** What came cannot be taken apart. */
  boolean unreadable() {
    return answer == Answer.KEPT && whole == 0;
  }

  /** Nothing will come of this poll any more, and nothing came of it. */
  boolean over() {
    return !waiting
        && (is(DownloadState.EMPTY)
            || is(DownloadState.FAILED)
            || is(DownloadState.UNKNOWN) && answer == Answer.NOWHERE);
  }

  /** Nothing has the messages, and nobody is told. */
  boolean forgotten() {
    boolean told = is(DownloadState.UNKNOWN);
    boolean open = is(DownloadState.OPEN) || state.isEmpty();
    return !waiting && !told && (open || answer != Answer.KEPT);
  }

  /** The process ends: what came of an answer may be on the disk, or less of it, or nothing. */
  void salvage(int chance) {
    if (answer == Answer.ARRIVING) {
      whole = Math.min(whole, chance % (parts + 1));
      answer = chance % 3 == 0 ? Answer.NOWHERE : Answer.KEPT;
    }
  }

  /** The process starts again. */
  void recover() {
    waiting = false;
    if (is(DownloadState.OPEN)) {
      state = Optional.of(DownloadState.UNKNOWN);
    }
  }

  /** True if the ledger may say that the answer is stored. */
  boolean store() {
    boolean allowed = recorded || is(DownloadState.OPEN) || is(DownloadState.UNKNOWN);
    if (allowed && !recorded) {
      recorded = true;
      state = Optional.of(DownloadState.STORED);
      waiting = false;
    }
    return allowed;
  }

  /** True if it may end so, or has ended already. */
  boolean end(DownloadState end) {
    DownloadState now = state.orElseThrow();
    if (ENDS.contains(now) || now == end) {
      return true;
    }
    boolean allowed =
        switch (end) {
          case EMPTY, FAILED -> true;
          case UNKNOWN -> now == DownloadState.OPEN;
          case UNPACKED -> now == DownloadState.STORED;
          default -> throw new IllegalArgumentException(end.name());
        };
    if (allowed) {
      state = Optional.of(end);
      waiting = false;
    }
    return allowed;
  }

  @Override
  public String toString() {
    return state + ", waiting " + waiting + ", taken " + taken + ", answer " + answer;
  }
}
