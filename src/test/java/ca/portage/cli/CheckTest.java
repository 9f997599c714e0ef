package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir Path folder;

  private SampleHome home;
  private Cli cli;

  @BeforeEach
  void fill() throws IOException {
    home = new SampleHome(folder);
    cli = new Cli(folder);
  }

  @Test
  void aRouteThatCamelCannotReadIsNamedWithItsLine() throws IOException {
    home.route("site", "tooo: log:x");

    assertThat(cli.run("check").outLines())
        .anyMatch(l -> l.startsWith("FAIL  routes") && l.contains("site.camel.yaml, line 6"))
        .anyMatch(
            l -> l.startsWith("ok    routes") && l.contains("routes/cig.camel.yaml: 1 route"));
  }

  @Test
  void aChannelThatIsSwitchedOnWithoutItsRoutesFails() throws IOException {
    home.route("site", "to: log:x");
    Files.delete(home.home.routes().resolve("cig.camel.yaml"));

    assertThat(cli.run("check").out())
        .contains("FAIL  routes")
        .contains("channel cig is switched on, but there is no routes/cig.camel.yaml")
        .contains("copy routes/cig.camel.yaml of the bundle there");
  }

  @Test
  void everyProblemOfEveryFileIsListed() throws IOException {
    Files.writeString(
        home.home.channels().resolve("cig.yaml"), "profile: cig-2026\nquite: 2s\nsubmitt: x\n");

    assertThat(cli.run("check").out())
        .contains("config/channels/cig.yaml:2")
        .contains("config/channels/cig.yaml:3");
  }

  @Test
  void foldersAreProvedByAFileThatLeavesNoTrace() throws IOException {
    assertThat(cli.run("check").out())
        .contains("wrote and forced a file, moved it in one step, deleted it");
    try (var left = Files.list(folder.resolve("outbox/cig"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aMissingFolderFails() throws IOException {
    Files.delete(folder.resolve("inbox/cig"));

    assertThat(cli.run("check").out()).contains("FAIL  cig inbox").contains("is no folder");
  }

  @Test
  void aClockBehindTheLedgerFails() throws IOException {
    home.withMessages();
    Instant lastYear = SampleHome.YESTERDAY.minus(Duration.ofMinutes(6));

    assertThat(clock(lastYear).level()).isEqualTo(Finding.Level.FAIL);
    assertThat(clock(Cli.NOW).level()).isEqualTo(Finding.Level.OK);
  }

  @Test
  void jsonHasAFindingForEachLine() throws IOException {
    Cli.Result result = cli.run("check", "--json");
    JsonNode check = new ObjectMapper().readTree(result.out());

    assertThat(check.fieldNames()).toIterable().containsExactly("home", "ready", "findings");
    assertThat(check.get("findings").get(0).fieldNames())
        .toIterable()
        .containsExactly("level", "subject", "text", "action");
    assertThat(check.get("ready").asBoolean()).isEqualTo(result.exitCode() == 0);
  }

  @Test
  void anythingThatFailsMakesItExit78() throws IOException {
    Files.delete(home.home.routes().resolve("cig.camel.yaml"));

    Cli.Result result = cli.run("check");

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.out()).contains("no *.camel.yaml in routes").contains("not ready");
  }

  private Finding clock(Instant now) throws IOException {
    return HomeCheck.run(home.home, List.of(), Clock.fixed(now, ZoneOffset.UTC)).stream()
        .filter(finding -> finding.subject().equals("clock"))
        .findFirst()
        .orElseThrow();
  }
}
