package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.spool.Spool;
import ca.portage.spool.SpoolLockedException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
  @TempDir Path home;

  @Test
  void aLockedHomeIs75AndNamesTheProcessAndWhatToDo() throws IOException {
    try (Spool spool = Spool.open(home.resolve("spool"))) {
      assertThat(spool.work()).exists();
      Failure failure =
          Failures.asFailure(
              catchThrowableOfType(
                  SpoolLockedException.class, () -> Spool.open(home.resolve("spool"))));

      assertThat(failure.exitCode()).isEqualTo(75);
      assertThat(failure)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("Stop that process, or name another home with --home");
    }
  }
}
