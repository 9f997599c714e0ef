package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeCommandTest {
  @TempDir Path folder;

  private Cli now;
  private Cli eightYearsOn;

  @BeforeEach
  void fill() throws IOException {
    new SampleHome(folder).withMessages();
    now = new Cli(folder);
    Clock later = Clock.fixed(Cli.NOW.plus(Duration.ofDays(8 * 365)), ZoneOffset.UTC);
    eightYearsOn = new Cli(folder, Terminal.NONE, later);
  }

  @Test
  void nothingGoesBeforeItsTime() {
    assertThat(now.run("purge").out())
        .contains("cig: kept for 2557 days", "to go  0 messages", "nothing is to be removed");
  }

  @Test
  void withoutApplyItOnlySaysWhatWouldGoAndWhatStays() {
    String said = eightYearsOn.run("purge").out();
    assertThat(said)
        .contains("to go  2 messages, 0 downloads", "2 PACKAGED", "1 DELIVERED")
        .contains("nothing was changed; add --apply");
    assertThat(now.run("messages").out()).contains(SampleHome.DONE, SampleHome.FAILED);
  }

  @Test
  void applyRemovesItAndTheNextPurgeSaysWhoDidAndWhy() {
    Cli.Result done = eightYearsOn.run("purge", "--apply", "--yes", "--reason", "yearly");
    assertThat(done.exitCode()).isZero();
    assertThat(done.out())
        .contains("cig: removed 2 messages", ": yearly")
        .containsPattern("the journal: removed \\d+ (bytes|MiB) of files");
    assertThat(now.run("rebuild-ledger").out()).doesNotContain("differ from the present ledger");
    assertThat(now.run("messages").out())
        .doesNotContain(SampleHome.DONE, SampleHome.FAILED)
        .contains(SampleHome.PACKAGED, SampleHome.DELIVERED);
    assertThat(eightYearsOn.run("purge").out())
        .contains("removed before: ", "2 messages and 0 downloads of channel cig", "yearly");
  }

  @Test
  void aHomeThatNeverRanHasNothingToRemove(@TempDir Path fresh) throws IOException {
    new SampleHome(fresh);
    Cli.Result refused = new Cli(fresh).run("purge");
    assertThat(refused.exitCode()).isEqualTo(66);
    assertThat(refused.err()).contains("no service ever ran");
  }
}
