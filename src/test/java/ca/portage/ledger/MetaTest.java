package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetaTest extends LedgerCase {

  @Test
  void aMessageIsReadBackAsItWasWritten() throws IOException {
    ledger.claim(claim("M1", "sha", "BROKER/4711"));
    delivering("I1");
    packaged("M2");
    for (String id : new String[] {"M1", "M2", "I1"}) {
      Message message = ledger.message(id).orElseThrow();
      assertThat(Meta.message(Meta.of(message, ledger.wire(id)))).isEqualTo(message);
    }
  }

  @Test
  void anAdminCanReadIt() throws IOException {
    packaged("M1");
    String json =
        new String(
            Meta.of(ledger.message("M1").orElseThrow(), ledger.wire("M1")).toBytes(10_000),
            StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"state\" : \"PACKAGED\"")
        .contains("\"messageId\" : \"<M1@broker.example>\"")
        .contains("\"wireSha256\" : \"wire-of-M1\"")
        .contains("\"created\" : \"2026-03-01T12:00:00Z\"")
        .doesNotContain("null");
  }

  @Test
  void aDownloadHasASidecarToo() throws IOException {
    Download download = ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    assertThat(new String(Meta.of(download).toBytes(10_000), StandardCharsets.UTF_8))
        .contains("\"state\" : \"OPEN\"");
  }

  @Test
  void whatIsNoSidecarIsRefused() {
    for (String text : new String[] {"", "[]", "{}", "{\"id\":\"M1\"}", "not json", "null"}) {
      assertThatThrownBy(() -> Meta.message(Content.of(text.getBytes(StandardCharsets.UTF_8))))
          .as(text)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void emptyFieldsAreLeftOut() throws IOException {
    Message message = claimed("M1");
    assertThat(
            new String(Meta.of(message, Optional.empty()).toBytes(10_000), StandardCharsets.UTF_8))
        .doesNotContain("mic")
        .doesNotContain("wire");
  }
}
