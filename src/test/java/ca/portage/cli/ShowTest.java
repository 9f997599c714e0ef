package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowTest {
  @TempDir Path folder;

  private Cli cli;

  @BeforeEach
  void fill() throws IOException {
    new SampleHome(folder).withMessages();
    cli = new Cli(folder);
  }

  @Test
  void jsonTellsTheMessageItsEventsItsAttemptsAndItsFiles() throws IOException {
    Path out = Files.createDirectories(folder.resolve("spool/out").resolve(SampleHome.FAILED));
    Files.writeString(out.resolve("wire"), "12345");

    JsonNode shown =
        new ObjectMapper().readTree(cli.run("show", SampleHome.FAILED, "--json").out());

    assertThat(shown.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "channel",
            "direction",
            "kind",
            "state",
            "file",
            "messageId",
            "mic",
            "attempts",
            "size",
            "updated",
            "reason",
            "created",
            "due",
            "sha256",
            "reference",
            "related",
            "download",
            "claimed",
            "action",
            "events",
            "history",
            "audit",
            "files");
    assertThat(shown.get("events").findValuesAsText("to"))
        .containsExactly("CLAIMED", "PACKAGED", "SENDING", "FAILED");
    assertThat(shown.get("history").get(0).get("status").asInt()).isEqualTo(403);
    assertThat(shown.get("files").get(0).toString())
        .isEqualTo("{\"path\":\"spool/out/" + SampleHome.FAILED + "/wire\",\"size\":5}");
  }

  @Test
  void aMessageThatWaitsForAPersonSaysWhatToDo() {
    assertThat(cli.run("show", SampleHome.FAILED).out())
        .contains("FAILED: refused for good")
        .contains("no access to this service")
        .contains("to do")
        .contains("portage resend")
        .doesNotContain("\u001b");
  }

  @Test
  void theFilesOfWhatCameInAreThoseOfItsDownload() throws IOException {
    Files.createDirectories(folder.resolve("spool/in"));
    Files.writeString(folder.resolve("spool/in/" + SampleHome.DOWNLOAD + ".raw"), "raw");

    assertThat(cli.run("show", SampleHome.DELIVERED).out())
        .contains("spool/in/" + SampleHome.DOWNLOAD + ".raw");
  }

  @Test
  void theBeginningOfAnIdIsEnoughAndSmallLettersDo() {
    assertThat(cli.run("show", "01jq000000000000000000000" + 1).exitCode()).isZero();
  }

  @Test
  void anIdThatIsNotThereIsNoInput() {
    Cli.Result result = cli.run("show", "01ZZ");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.err()).contains("no message has the id 01ZZ").contains("portage messages");
  }

  @Test
  void aBeginningOfSeveralIdsAsksForMoreOfIt() {
    Cli.Result result = cli.run("show", "01JQ");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.err()).contains("Several messages begin with 01JQ");
  }
}
