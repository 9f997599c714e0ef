package ca.portage.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How polling slows down while it is refused, and what is told how often (reliability D13). */
class PollPaceTest {
  private static final List<Duration> STEPS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(10));

  /** As a clock that has run for long, and is about to begin again. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  private final PollPace pace = new PollPace(STEPS, nanos::get);

  @Test
  void whoWasNotRefusedMayPoll() {
    assertThat(pace.mayPoll()).isTrue();
    pace.answered();
    assertThat(pace.mayPoll()).isTrue();
  }

  @Test
  void eachRefusalWaitsLongerUpToTheLastStep() {
    for (int minutes : new int[] {1, 5, 10, 10, 10}) {
      pace.refused();
      assertThat(pace.mayPoll()).isFalse();
      pass(Duration.ofMinutes(minutes).minusNanos(1));
      assertThat(pace.mayPoll()).as("just before %d minutes", minutes).isFalse();
      pass(Duration.ofNanos(1));
      assertThat(pace.mayPoll()).as("after %d minutes", minutes).isTrue();
    }
  }

  @Test
  void anAnswerEndsTheWaitAndBeginsTheStepsAnew() {
    pace.refused();
    pace.refused();
    pace.answered();
    assertThat(pace.mayPoll()).isTrue();
    pace.refused();
    pass(Duration.ofMinutes(1));
    assertThat(pace.mayPoll()).isTrue();
  }

  @Test
  void silenceSlowsNothingDown() {
    pace.unanswered();
    assertThat(pace.mayPoll()).isTrue();
  }

  @Test
  void aLossIsToldOnceUntilTheNextAnswer() {
    assertThat(pace.lossIsNews()).isTrue();
    assertThat(pace.lossIsNews()).isFalse();
    pace.refused();
    assertThat(pace.lossIsNews()).isFalse();
    pace.answered();
    assertThat(pace.lossIsNews()).isTrue();
  }

  @Test
  void silenceIsToldAfterHalfAnHourAndAfterFour() {
    assertThat(pace.unanswered()).isEmpty();
    pass(Duration.ofMinutes(29));
    assertThat(pace.unanswered()).isEmpty();
    pass(Duration.ofMinutes(1));
    assertThat(pace.unanswered()).contains(Duration.ofMinutes(30));
    pass(Duration.ofMinutes(5));
    assertThat(pace.unanswered()).isEmpty();
    pass(Duration.ofMinutes(205));
    assertThat(pace.unanswered()).contains(Duration.ofHours(4));
    pass(Duration.ofDays(1));
    assertThat(pace.unanswered()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 31})
  void anAnswerEndsTheSilence(int minutes) {
    pace.unanswered();
    pass(Duration.ofMinutes(minutes));
    pace.unanswered();
    pace.answered();
    assertThat(pace.unanswered()).isEmpty();
    pass(Duration.ofMinutes(30));
    assertThat(pace.unanswered()).contains(Duration.ofMinutes(30));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
