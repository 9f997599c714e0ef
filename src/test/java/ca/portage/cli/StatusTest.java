package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  @TempDir Path folder;

  private SampleHome home;
  private Cli cli;

  @BeforeEach
  void fill() throws IOException {
    home = new SampleHome(folder).withMessages();
    cli = new Cli(folder);
  }

  @Test
  void jsonIsOneObjectWithPinnedKeys() throws IOException {
    JsonNode status = json();

    assertThat(status.fieldNames())
        .toIterable()
        .containsExactly("home", "running", "pid", "channels", "alerts", "reload");
    assertThat(status.get("channels").get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "channel",
            "stopped",
            "leftOut",
            "outbox",
            "inbox",
            "waiting",
            "quarantined",
            "delivered",
            "states",
            "oldestDue",
            "lastDownload",
            "expiry",
            "health",
            "attention");
  }

  @Test
  void itSaysOfEachStageHowLongItsOldestItemHasBeenDue() throws IOException {
    JsonNode health = json().get("channels").get(0).get("health");

    assertThat(health.findValuesAsText("stage")).contains("poll").doesNotContain("deliver");
    assertThat(health.get(0).fieldNames())
        .toIterable()
        .containsExactly("stage", "item", "since", "ageSeconds", "limitSeconds", "late");
  }

  @Test
  void itSaysWhatEndsSoonFromWhatTheServiceNoted() throws IOException {
    Path note = Files.createDirectories(folder.resolve("spool/expiry")).resolve("cig.json");
    Files.writeString(
        note,
        """
        [ {"role": "SIGNING_KEY", "name": "CN=Broker", "serial": "1a",
           "from": "2025-03-14T14:30:00Z", "until": "2026-03-14T14:30:00Z", "fingerprint": "%s"},
          {"role": "AUTHORITY", "name": "CN=Root", "serial": "2",
           "from": "2020-01-01T00:00:00Z", "until": "2030-01-01T00:00:00Z", "fingerprint": "%s"} ]
        """
            .formatted("ab".repeat(32), "cd".repeat(32)));

    JsonNode cig = json().get("channels").get(0);

    assertThat(cig.get("expiry").findValuesAsText("role"))
        .containsExactly("signing-key", "authority");
    assertThat(cig.get("expiry").get(0).get("daysLeft").asInt()).isEqualTo(12);
    assertThat(cig.get("expiry").get(0).get("warning").asInt()).isEqualTo(14);
    assertThat(cig.get("health").findValuesAsText("stage")).contains("renewal");
    assertThat(cli.run("status").out())
        .contains("expiry    our signing key in 12 days (2026-03-14T14:30:00Z)");
  }

  @Test
  void itCountsByStateAndNamesTheOldestDueAndTheLastDownload() throws IOException {
    JsonNode cig = json().get("channels").get(0);

    assertThat(cig.get("states").toString())
        .isEqualTo("{\"PACKAGED\":2,\"DONE\":1,\"FAILED\":1,\"DELIVERED\":1}");
    assertThat(cig.get("oldestDue").get("id").asText()).startsWith("01JQ");
    assertThat(cig.get("lastDownload").get("state").asText()).isEqualTo("UNPACKED");
    assertThat(cig.get("attention").findValuesAsText("id")).containsExactly(SampleHome.FAILED);
    assertThat(cig.get("attention").get(0).get("action").asText()).isNotBlank();
  }

  @Test
  void peopleReadWhatWaitsForThemAndWhatToDo() {
    assertThat(cli.run("status").out())
        .contains("not running")
        .contains("1 wait for a person")
        .contains("no access to this service")
        .contains("to do: the reason says why")
        .contains("UNPACKED, 24 h ago, 4096 bytes")
        .contains("the gateway refused query.edi");
  }

  @Test
  void refusedFilesAreCountedWithTheirFolder() throws IOException {
    Path quarantine = Files.createDirectories(folder.resolve("outbox/cig/quarantine"));
    Files.writeString(quarantine.resolve("empty.edi"), "");
    Files.writeString(quarantine.resolve("empty.edi.reason.txt"), "it is empty");
    Files.writeString(folder.resolve("outbox/cig/next.edi"), "x");
    Files.writeString(folder.resolve("outbox/cig/.hidden"), "x");

    JsonNode cig = json().get("channels").get(0);

    assertThat(cig.get("quarantined").asInt()).isEqualTo(1);
    assertThat(cig.get("waiting").asInt()).isEqualTo(1);
    assertThat(cli.run("status").out()).contains("1 file refused in outbox/cig/quarantine");
  }

  @Test
  void aLivingProcessInTheLockFileIsTheService() throws IOException {
    try (PortageProcess other = PortageProcess.waiting(folder)) {
      Files.writeString(folder.resolve("spool/LOCK"), other.pid() + "\n");

      assertThat(json().get("running").asBoolean()).isTrue();
      assertThat(json().get("pid").asLong()).isEqualTo(other.pid());
    }
  }

  @Test
  void aReloadThatFailedIsToldWithWhatRunsInstead() throws IOException {
    try (PortageProcess other = PortageProcess.waiting(folder)) {
      Files.writeString(folder.resolve("spool/LOCK"), other.pid() + "\n");
      for (String text : List.of("cig.yaml:2 is wrong", "in part: changed: a; not changed: b")) {
        Files.writeString(
            folder.resolve("spool/reload.state"),
            """
            {"at": "2026-03-02T14:00:00Z", "order": "1", "outcome": "REFUSED", "text": "%s",
             "editedRoutes": ["routes/cig.camel.yaml"]}
            """
                .formatted(text));

        assertThat(json().get("reload"))
            .isEqualTo(
                new ObjectMapper()
                    .readTree(
                        """
                        {"at": "2026-03-02T14:00:00Z", "outcome": "refused", "text": "%s",
                         "editedRoutes": ["routes/cig.camel.yaml"]}
                        """
                            .formatted(text)));
        assertThat(cli.run("status").out())
            .contains(
                "changed files are not in use, "
                    + (text.startsWith("in part")
                        ? "some are and others are not:"
                        : "what ran before runs on:"),
                text,
                "edited routes are not in use: routes/cig.camel.yaml");
      }
    }
  }

  @Test
  void theProcessThatAsksIsNeverTheService() throws IOException {
    Files.writeString(folder.resolve("spool/LOCK"), ProcessHandle.current().pid() + "\n");

    assertThat(json().get("running").asBoolean()).isFalse();
  }

  @Test
  void aLockFileOfADeadProcessIsNobody() throws IOException {
    Files.writeString(folder.resolve("spool/LOCK"), "999999999\n");

    assertThat(json().get("running").asBoolean()).isFalse();
  }

  @Test
  void aBrokenConfigurationIsToldWithFileAndLine() throws IOException {
    Files.writeString(home.home.channels().resolve("cig.yaml"), "profile: cig-2026\nquite: 2s\n");

    Cli.Result result = cli.run("status");

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.err()).contains("config/channels/cig.yaml:2").contains("quiet");
  }

  private JsonNode json() throws IOException {
    Cli.Result result = cli.run("status", "--json");
    assertThat(result.outLines()).hasSize(1);
    return new ObjectMapper().readTree(result.out());
  }
}
