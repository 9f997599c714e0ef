package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All pairs of states against a table written a second time, by hand, from reliability §2. */
class LifeTest {
  private static final String OUT =
      """
      CLAIMED: PACKAGED HELD FAILED
      DUPLICATE_HELD: CLAIMED FAILED
      PACKAGED: SENDING HELD FAILED DONE PEER_ERROR INTEGRITY_ALERT ANSWERED
      SENDING: PACKAGED AMBIGUOUS ACCEPTED SENT FAILED HELD DONE PEER_ERROR INTEGRITY_ALERT ANSWERED
      AMBIGUOUS: SENDING PACKAGED HELD DONE PEER_ERROR INTEGRITY_ALERT ANSWERED
      ACCEPTED: DONE PEER_ERROR INTEGRITY_ALERT OVERDUE PACKAGED
      SENT: ANSWERED PEER_ERROR OVERDUE PACKAGED
      OVERDUE: DONE PEER_ERROR INTEGRITY_ALERT ANSWERED PACKAGED
      HELD: CLAIMED PACKAGED FAILED DONE PEER_ERROR INTEGRITY_ALERT ANSWERED
      FAILED: PACKAGED
      """;
  private static final String RECEIPT_OUT =
      """
      PACKAGED: SENDING HELD FAILED
      SENDING: DONE PACKAGED AMBIGUOUS FAILED HELD
      AMBIGUOUS: SENDING PACKAGED HELD
      HELD: PACKAGED FAILED
      DONE: PACKAGED
      FAILED: PACKAGED
      """;
  private static final String IN =
      """
      STORED: VERIFIED DUPLICATE CONFLICT REJECTED HELD
      HELD: VERIFIED DUPLICATE CONFLICT REJECTED HELD STORED
      VERIFIED: DELIVERING CLOSED REJECTED HELD
      DELIVERING: DELIVERED
      DELIVERED: CLOSED
      """;

  @ParameterizedTest
  @EnumSource(Life.class)
  void everyPairOfStatesIsAllowedOrNotAsSpecified(Life life) {
    Set<String> allowed = new TreeSet<>();
    for (State from : State.values()) {
      for (State to : State.values()) {
        if (life.allows(from, to)) {
          allowed.add(from + " " + to);
        }
      }
    }
    assertThat(allowed).isEqualTo(specified(life));
  }

  @ParameterizedTest
  @EnumSource(Life.class)
  void nothingLeavesATerminalStateButWhatIsAskedForAgain(Life life) {
    List<String> exits = new ArrayList<>();
    Stream.of(State.values())
        .filter(State::terminal)
        .forEach(
            from ->
                Stream.of(State.values())
                    .filter(to -> life.allows(from, to))
                    .forEach(to -> exits.add(from + " " + to)));
    assertThat(exits)
        .isEqualTo(
            switch (life) {
              case RECEIPT_OUT -> List.of("DONE PACKAGED", "FAILED PACKAGED");
              case OUT -> List.of("FAILED PACKAGED");
              case IN -> List.of();
            });
  }

  @ParameterizedTest
  @EnumSource(Life.class)
  void nothingReachesDoneWithoutAnAttempt(Life life) {
    assertThat(life.allows(State.CLAIMED, State.DONE)).isFalse();
    assertThat(life.allows(State.DUPLICATE_HELD, State.DONE)).isFalse();
    assertThat(life.allows(State.STORED, State.DELIVERED)).isFalse();
    assertThat(life.allows(State.STORED, State.DELIVERING)).isFalse();
    assertThat(life.allows(State.VERIFIED, State.DELIVERED)).isFalse();
  }

  private static Set<String> specified(Life life) {
    String table =
        switch (life) {
          case OUT -> OUT;
          case RECEIPT_OUT -> RECEIPT_OUT;
          case IN -> IN;
        };
    Set<String> pairs = new TreeSet<>();
    for (String line : table.lines().toList()) {
      String[] row = line.split(": ");
      Stream.of(row[1].split(" ")).forEach(to -> pairs.add(row[0] + " " + to));
    }
    return pairs;
  }
}
