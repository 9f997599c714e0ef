package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  /** No Linux gives a process such a number. */
  private static final String DEAD = "999999999";

  @TempDir Path folder;

  @Test
  void aProbeLeavesNoTraceAndSaysWhichModeItHad() throws IOException {
    Path to = Files.createDirectory(folder.resolve("to"));
    assertThat(Probe.across(folder, to)).isIn("rw-------", "");
    assertThat(Probe.across(to, to)).isIn("rw-------", "");
    Probe.lock(folder);
    assertThat(names()).containsExactly("to");
    assertThat(to).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsAwayFailsAndNothingStaysInTheOther() {
    assertThatThrownBy(() -> Probe.across(folder, folder.resolve("away")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftIsSweptWholeOrNot() throws IOException {
    left(".portage-probe-" + DEAD + "-a.tmp");
    left(".portage-probe-" + DEAD + "-a-moved.tmp");
    left("..portage-probe-" + DEAD + "-a.tmp.1.tmp");
    assertThat(Probe.sweep(folder, Instant.now())).isEqualTo(3);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theProbeOfALivingProcessIsLeftAloneUntilItIsStale() throws IOException {
    Path parents =
        left(".portage-probe-" + ProcessHandle.current().parent().orElseThrow().pid() + "-b.tmp");
    assertThat(Probe.sweep(folder, Instant.now())).isZero();
    Files.setLastModifiedTime(parents, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    assertThat(Probe.sweep(folder, Instant.now())).isEqualTo(1);
  }

  @Test
  void noOtherFileIsEverTakenForAProbe() throws IOException {
    List<String> others =
        List.of(
            ".portage",
            ".portage-probe",
            "portage-probe-" + DEAD + "-x.tmp",
            ".portage-probe-x-y.tmp",
            "arrival.edi",
            "01JQ0000000000000000000001");
    for (String name : others) {
      left(name);
    }
    Path used = Files.createDirectory(folder.resolve(".portage-probe-" + DEAD + "-folder"));
    Files.writeString(used.resolve("arrival.edi"), "x");
    assertThat(Probe.sweep(folder, Instant.now().plus(Duration.ofDays(400)))).isZero();
    assertThat(names()).hasSize(others.size() + 1);
  }

  @Test
  void aFolderThatIsNotThereHasNoLeftovers() throws IOException {
    assertThat(Probe.sweep(folder.resolve("away"), Instant.now())).isZero();
  }

  private Path left(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "x");
  }

  private List<String> names() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
