package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolLockTest {
  @TempDir Path home;

  @Test
  void aSecondOwnerInThisProcessIsRefusedByPidAndHome() throws IOException {
    try (Spool first = Spool.open(root())) {
      assertThat(first.usableBytes()).isPositive();
      assertThatThrownBy(() -> Spool.open(root()))
          .isInstanceOf(SpoolLockedException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(home.toString());
    }
    Spool.open(root()).close();
  }

  @Test
  void aSecondProcessIsRefusedEvenAfterThisOneRefusedItself() throws Exception {
    try (Spool first = Spool.open(root())) {
      assertThat(first.work()).exists();
      assertThatThrownBy(() -> Spool.open(root())).isInstanceOf(SpoolLockedException.class);
      try (SpoolChild child = SpoolChild.start(root())) {
        assertThat(child.firstLine()).isEqualTo("refused " + ProcessHandle.current().pid());
      }
    }
  }

  @Test
  void anotherProcessThatHoldsTheSpoolIsNamedAndItsDeathFreesTheSpool() throws Exception {
    try (SpoolChild child = SpoolChild.start(root())) {
      assertThat(child.firstLine()).isEqualTo("open");
      assertThatThrownBy(() -> Spool.open(root()))
          .isInstanceOfSatisfying(
              SpoolLockedException.class,
              e -> assertThat(e.holder()).isEqualTo(Long.toString(child.pid())));
      child.kill();
      Spool.open(root()).close();
    }
  }

  private Path root() {
    return home.resolve("spool");
  }
}
