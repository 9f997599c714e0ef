package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateGuideTest {
  @ParameterizedTest
  @EnumSource(State.class)
  void everyStateHasAMeaningAndOneThatWaitsForAPersonHasAnAction(State state) {
    StateGuide guide = StateGuide.of(state);

    assertThat(guide.meaning()).isNotBlank().doesNotEndWith(".");
    assertThat(guide.action().isEmpty()).isEqualTo(guide.mood() != StateGuide.Mood.PERSON);
  }
}
