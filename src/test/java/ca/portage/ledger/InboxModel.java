package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The inbox and its temporary folder: which files wait, and how often each one has appeared. */
final class InboxModel {
  private static final Set<State> VERIFIED =
      EnumSet.of(State.DELIVERING, State.DELIVERED, State.CLOSED);
  private static final Set<State> ARRIVED = EnumSet.of(State.DELIVERED, State.CLOSED);

  private final boolean[] waiting;
  private final int[] appeared;

  InboxModel(int parts) {
    waiting = new boolean[parts];
    appeared = new int[parts];
  }

  boolean waits(int part) {
    return waiting[part];
  }

  /** The temporary file of a part that the ledger says is verified. */
  void write(int part, State now, World.Flaw flaw) {
    waiting[part] |=
        now == State.VERIFIED
            || flaw == World.Flaw.PUBLISHES_FIRST
            || flaw == World.Flaw.PUBLISHES_AGAIN && now == State.DELIVERING;
  }

  /** The rename of a file that the ledger says is on its way; without one it has happened. */
  void publish(int part, State now, World.Flaw flaw) {
    if (waiting[part] && (now == State.DELIVERING || flaw == World.Flaw.PUBLISHES_FIRST)) {
      waiting[part] = false;
      appeared[part]++;
    }
  }

  void check(int part, Optional<State> row) {
    assertThat(appeared[part]).as("a file appears once").isLessThanOrEqualTo(1);
    if (appeared[part] > 0) {
      assertThat(row).as("nothing appears before it is verified (I4)").isPresent();
      assertThat(VERIFIED).as("nothing appears before it is verified (I4)").contains(row.get());
    }
    if (row.filter(ARRIVED::contains).isPresent()) {
      assertThat(appeared[part]).as("what is delivered has appeared").isEqualTo(1);
    }
  }
}
