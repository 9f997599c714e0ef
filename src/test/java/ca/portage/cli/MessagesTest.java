package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesTest {
  @TempDir Path folder;

  private SampleHome home;
  private Cli cli;

  @BeforeEach
  void fill() throws IOException {
    home = new SampleHome(folder).withMessages();
    cli = new Cli(folder);
  }

  @Test
  void jsonIsOneObjectALineWithItsKeysInTheirOrder() {
    assertThat(cli.run("messages", "--json", "--state", "DONE").outLines())
        .containsExactly(
            "{\"id\":\"01JQ0000000000000000000001\",\"channel\":\"cig\",\"direction\":\"out\","
                + "\"kind\":\"interchange\",\"state\":\"DONE\",\"file\":\"arrival.edi\","
                + "\"messageId\":\"<01JQ0000000000000000000001@broker.example>\","
                + "\"mic\":\"bWlj, sha1\",\"attempts\":1,\"size\":100,"
                + "\"updated\":\"2026-03-01T14:30:00Z\","
                + "\"reason\":\"the receipt says processed\"}");
  }

  @Test
  void everyMessageHasEveryKey() throws IOException {
    List<String> lines = cli.run("messages", "--json").outLines();

    assertThat(lines).hasSize(5);
    for (String line : lines) {
      JsonNode message = new ObjectMapper().readTree(line);
      assertThat(message.fieldNames())
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
              "reason");
    }
  }

  @Test
  void theReceiptThatPortageReturnsIsListedAsOutAndReceipt() {
    assertThat(cli.run("messages", "--json", "--kind", "receipt").out())
        .contains("\"id\":\"" + SampleHome.RECEIPT + "\"")
        .contains("\"direction\":\"out\",\"kind\":\"receipt\"");
  }

  @Test
  void whatCameInHasTheNameItHasInTheInbox() {
    assertThat(cli.run("messages", "--json", "--direction", "in").outLines())
        .singleElement()
        .asString()
        .contains("\"file\":\"20260301T143000_reply_x.edi\"");
  }

  @Test
  void filtersAndTheLimitNarrowTheList() {
    assertThat(cli.run("messages", "--json", "--direction", "OUT").outLines()).hasSize(4);
    assertThat(cli.run("messages", "--json", "--limit", "2").outLines()).hasSize(2);
    assertThat(cli.run("messages", "--json", "--channel", "htg").out()).isEmpty();
  }

  @Test
  void theTableCannotBeForgedByAFileName() {
    Cli.Result result = cli.run("messages");

    assertThat(result.out()).contains("query\\u001b[2J.edi").doesNotContain("\u001b");
    assertThat(result.outLines()).hasSize(6).first().asString().startsWith("ID ");
  }

  @Test
  void colourAppearsOnATerminal() {
    assertThat(new Cli(folder, new Terminal(true, true, 200)).run("messages").out())
        .contains("\u001b[31mFAILED\u001b[0m");
  }

  @Test
  void itReadsBesideAServiceThatWrites() {
    try (Ledger writer = Ledger.open(home.home.ledger(), Clock.systemUTC())) {
      writer.attempt(SampleHome.PACKAGED);

      assertThat(cli.run("messages", "--json", "--state", "SENDING").outLines()).hasSize(1);
    }
  }

  @Test
  void aHomeWhereNothingEverRanHasNoMessages() throws IOException {
    Path empty = folder.resolve("empty");
    new SampleHome(empty);

    Cli.Result result = cli.run("messages", "--home", empty.toString(), "--json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(empty.resolve("spool")).doesNotExist();
  }
}
