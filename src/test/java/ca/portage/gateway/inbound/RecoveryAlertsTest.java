package ca.portage.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.ledger.Alert;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.State;
import ca.portage.spool.Durable;
import ca.portage.spool.InFolder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a restart every message and download of unknown end has an alert of its own, once. */
class RecoveryAlertsTest extends BenchCase {
  private Recovery recovery;

  @BeforeEach
  void prepare() {
    recovery = new Recovery(bench);
  }

  @Test
  void eachMessageThatWasBeingSentIsToldByItsIdAndOnce() throws Exception {
    sending("M1");
    sending("M2");
    recovery.run();
    recovery.run();
    assertThat(ledger.alerts(9))
        .hasSize(2)
        .allMatch(a -> a.text().contains("not known whether the message arrived"))
        .extracting(Alert::id)
        .containsExactlyInAnyOrder(Optional.of("M1"), Optional.of("M2"));
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.AMBIGUOUS);
  }

  @Test
  void aPollWithoutItsAnswerIsToldAsAPossibleLossOnce() throws Exception {
    ledger.openDownload("D1", "cig", "<poll@broker.example>");
    recovery.run();
    recovery.run();
    assertThat(ledger.download("D1").orElseThrow().state()).isEqualTo(DownloadState.UNKNOWN);
    assertThat(texts("D1")).singleElement().asString().startsWith("possible loss");
  }

  @Test
  void anAnswerThatIsInTheSpoolIsTakenAndNeverCalledLost() throws Exception {
    answer("D1", 4);
    recovery.run();
    assertThat(ledger.download("D1").orElseThrow().state()).isEqualTo(DownloadState.STORED);
    assertThat(ledger.events("D1")).noneMatch(e -> e.to().equals("UNKNOWN"));
    assertThat(ledger.alerts(9)).isEmpty();
  }

  @Test
  void anAnswerThatTheEndOfTheRunCutIsTakenAndToldAsCut() throws Exception {
    answer("D1", 400);
    recovery.run();
    recovery.run();
    assertThat(ledger.download("D1").orElseThrow().complete()).isFalse();
    assertThat(texts("D1")).singleElement().asString().startsWith("a download was cut");
  }

  private void sending(String id) {
    ledger.claim(new NewClaim(id, "cig", id, id, 3, Optional.empty(), Duration.ZERO));
    ledger.packaged(id, "<" + id + "@broker.example>", "AAAA, sha1", id, 9, CLOCK.instant());
    ledger.attempt(id);
  }

  /** Four bytes of an answer that was announced with {@code lengthBytes}. */
  private void answer(String id, int lengthBytes) throws Exception {
    ledger.openDownload(id, "cig", "<poll@broker.example>");
    InFolder in = spool.in(id);
    String head =
        "200\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-Length: " + lengthBytes;
    Durable.write(in.hdr(), Content.of(head.getBytes(StandardCharsets.US_ASCII)));
    Durable.write(in.raw(), Content.of(new byte[4]));
  }

  private List<String> texts(String id) {
    return ledger.alerts(9).stream()
        .filter(a -> a.id().equals(Optional.of(id)))
        .map(Alert::text)
        .toList();
  }
}
