package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 5", "3, 10", "4, 20", "5, 40", "6, 40", "1000, 40"})
  void theLastBackoffRepeats(int attempt, int minutes) throws Exception {
    Schedule schedule = new TestHome(folder).loader().profile("cig-2026").schedule();
    assertThat(schedule.after(attempt)).isEqualTo(Duration.ofMinutes(minutes));
  }
}
