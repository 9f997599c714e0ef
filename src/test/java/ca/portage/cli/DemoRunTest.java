package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.ledger.Ledger;
import ca.portage.simulator.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunTest {
  @TempDir Path folder;

  private SampleHome home;

  @BeforeEach
  void fill() throws IOException {
    home = new SampleHome(folder).withMessages();
  }

  @Test
  void whatIsNotInIsNamedWithItsStateAndReason() {
    try (Ledger ledger = Ledger.read(home.home.ledger())) {
      DemoRun run = run(ledger, 3);
      List<Journey> journeys = run.journeys();

      assertThat(run.isDone(journeys)).isFalse();
      assertThat(run.isStuck(journeys)).as("one has failed: waiting is useless").isTrue();
      assertThat(run.missing(journeys))
          .anyMatch(line -> line.contains("FAILED: ") && line.contains("no access"))
          .anyMatch(line -> line.contains("release.edi") && line.contains("PACKAGED"))
          .anyMatch(line -> line.contains("2 of 3 replies have not come"))
          .noneMatch(line -> line.contains("arrival.edi"));
    }
  }

  @Test
  void receiptsAreNoJourneysOfTheirOwn() {
    try (Ledger ledger = Ledger.read(home.home.ledger())) {
      assertThat(run(ledger, 3).journeys())
          .extracting(journey -> journey.message().id())
          .containsExactly(
              SampleHome.DONE, SampleHome.FAILED, SampleHome.PACKAGED, SampleHome.DELIVERED);
    }
  }

  @Test
  void aSampleAppearsWholeOrNotAtAll() throws IOException {
    Path outbox = folder.resolve("outbox/cig");
    byte[] bytes = {1, 2, 3};

    DemoRun.drop(new Sample("x", "x.edi", "application/x", "1", Content.of(bytes)), outbox);

    try (var files = Files.list(outbox)) {
      assertThat(files).containsExactly(outbox.resolve("x.edi"));
    }
    assertThat(outbox.resolve("x.edi")).hasBinaryContent(bytes);
  }

  private DemoRun run(Ledger ledger, int expected) {
    return new DemoRun(ledger, folder.resolve("outbox/cig"), folder.resolve("inbox/cig"), expected);
  }
}
