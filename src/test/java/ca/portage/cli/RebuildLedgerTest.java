package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Ledger;
import ca.portage.ledger.State;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin sees and types when the ledger is lost. */
class RebuildLedgerTest {
  @TempDir Path folder;

  private SampleHome sample;
  private Cli cli;

  @BeforeEach
  void fill() throws IOException {
    sample = new SampleHome(folder).withMessages();
    cli = new Cli(folder);
  }

  @Test
  void withoutApplyItSaysWhatWouldComeAndChangesNothing() throws IOException {
    List<String> names = names();
    Cli.Result result = cli.run("rebuild-ledger");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsPattern("message +5 rows, as in the present ledger")
        .contains("nothing was changed")
        .contains("--apply")
        .doesNotContain("damaged");
    assertThat(names()).isEqualTo(names);
  }

  @Test
  void withApplyALostLedgerIsThereAgain() throws IOException {
    Files.delete(sample.home.ledger());
    Cli.Result result = cli.run("rebuild-ledger", "--apply");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("the ledger is rebuilt: spool/ledger.db");
    try (Ledger ledger = Ledger.read(sample.home.ledger())) {
      assertThat(ledger.message(SampleHome.DONE).orElseThrow().state()).isEqualTo(State.DONE);
      assertThat(ledger.events(SampleHome.DONE)).isNotEmpty();
    }
  }

  @Test
  void aLedgerThatIsThereIsKeptAsideAndNamed() {
    Cli.Result result = cli.run("rebuild-ledger", "--apply");
    assertThat(result.out())
        .containsPattern("the one before is kept as spool/ledger\\.replaced-\\d+T\\d+Z\\.db");
  }

  @Test
  void besideARunningServiceOnlyTheDryRunWorks() throws IOException {
    try (Spool running = Spool.open(sample.home.spool())) {
      assertThat(running.work()).exists();
      assertThat(cli.run("rebuild-ledger").exitCode()).isZero();
      assertThat(cli.run("rebuild-ledger", "--apply").exitCode()).isEqualTo(ExitCode.TEMPORARY);
    }
  }

  @Test
  void whereThereIsNothingToRebuildFromNothingIsMade() throws IOException {
    Files.delete(sample.home.ledger());
    try (Stream<Path> files = Files.list(sample.home.spool().resolve("journal"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Cli.Result result = cli.run("rebuild-ledger", "--apply");
    assertThat(result.exitCode()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(result.err()).contains("neither a journal nor a sidecar");
    assertThat(sample.home.ledger()).doesNotExist();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(sample.home.spool())) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> !name.equals("native") && !name.matches("ledger\\.db-(wal|shm)"))
          .sorted()
          .toList();
    }
  }
}
