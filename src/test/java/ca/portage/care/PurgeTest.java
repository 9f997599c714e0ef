package ca.portage.care;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.ledger.Audit;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Kind;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.NewReceipt;
import ca.portage.ledger.Order;
import ca.portage.ledger.Outcome;
import ca.portage.ledger.State;
import ca.portage.ledger.Transitions;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PurgeTest extends CareCase {
  private static final Duration KEPT = Duration.ofDays(2557);
  private static final Order ORDER =
      new Order("anne", Transitions.PURGE, Transitions.PURGE, Optional.empty(), "yearly");

  @Test
  void whatIsFinishedAndOldGoesWithItsHistoryAndItsFiles() throws IOException {
    Path wire = done("A");
    later();
    done("B");
    Purge.Result would = Purge.look(home, ledger, "cig", clock.instant().minus(KEPT));
    assertThat(would.messages()).isEqualTo(1);
    assertThat(would.bytes()).isEqualTo(8);
    assertThat(wire).exists();
    assertThat(ledger.message("A")).isPresent();

    assertThat(purge()).isEqualTo(would);
    assertThat(wire.getParent()).doesNotExist();
    assertThat(ledger.message("A")).isEmpty();
    assertThat(ledger.events("A")).isEmpty();
    assertThat(ledger.attempts("A")).isEmpty();
    assertThat(ledger.message("B")).isPresent();
    assertThat(home.spool().resolve("out/B/wire")).exists();
  }

  @Test
  void theAuditKeepsWhoRemovedWhatWhenAndWhy() throws IOException {
    done("A");
    later();
    purge();
    assertThat(ledger.audits(Transitions.PURGE)).singleElement().satisfies(this::tells);
  }

  private void tells(Audit audit) {
    assertThat(audit.at()).isEqualTo(clock.instant());
    assertThat(audit.operator()).isEqualTo("anne");
    assertThat(audit.reason()).isEqualTo("yearly");
    assertThat(audit.result()).startsWith("1 messages and 0 downloads of channel cig");
  }

  @Test
  void whatIsNotFinishedStaysHoweverOldUntilAnOperatorGaveItUp() throws IOException {
    claim("H", Duration.ZERO);
    ledger.fail("H", State.HELD, "no key");
    claim("C", Duration.ZERO);
    later();
    assertThat(purge().unfinished()).containsEntry(State.HELD, 1).containsEntry(State.CLAIMED, 1);
    ledger.discard("H", "seen to");
    assertThat(purge().messages()).isZero();
    later();
    assertThat(purge().messages()).isEqualTo(1);
    assertThat(ledger.message("H")).isEmpty();
    assertThat(ledger.message("C")).isPresent();
  }

  @Test
  void aDuplicateAndItsFirstGoTogetherOrNotAtAll() throws IOException {
    done("D");
    later();
    ledger.claim(claimOf("E", "D", KEPT.multipliedBy(2)));
    assertThat(ledger.message("E").orElseThrow().related()).contains("D");
    assertThat(purge())
        .extracting(Purge.Result::messages, Purge.Result::bound)
        .containsExactly(0, 1);
    ledger.discard("E", "dropped twice");
    later();
    assertThat(purge().messages()).isEqualTo(2);
    assertThat(ledger.message("D")).isEmpty();
    assertThat(ledger.message("E")).isEmpty();
  }

  @Test
  void aDownloadItsPartsAndTheirReceiptsGoTogether() throws IOException {
    received("P", "R");
    ledger.attempt("R");
    ledger.conclude("R", new Conclusion(Outcome.ACCEPTED, Optional.of(200), "", Optional.empty()));
    Path raw = spool.in("D-P").raw();
    received("Q", "S");
    later();
    Purge.Result gone = purge();
    assertThat(gone.messages()).isEqualTo(2);
    assertThat(gone.downloads()).isEqualTo(1);
    assertThat(raw).doesNotExist();
    assertThat(ledger.download("D-P")).isEmpty();
    // The receipt of the other was never sent, so nothing of its download goes.
    assertThat(ledger.message("Q")).isPresent();
    assertThat(spool.in("D-Q").raw()).exists();
    assertThat(gone.unfinished()).containsEntry(State.PACKAGED, 1);
  }

  @Test
  void pollsThatBroughtNothingGoToo() throws IOException {
    ledger.openDownload("E", "cig", "<e@broker.example>");
    ledger.ended("E", DownloadState.EMPTY, "nothing");
    ledger.openDownload("O", "cig", "<o@broker.example>");
    later();
    assertThat(purge().downloads()).isEqualTo(1);
    assertThat(ledger.download("O")).isPresent();
  }

  @Test
  void whatAPurgeThatWasCutOffLeftIsTakenByTheNext() throws IOException {
    Path wire = done("A");
    later();
    Durable.delete(wire);
    Files.delete(wire.resolveSibling("payload"));
    Files.delete(wire.getParent());
    assertThat(purge().messages()).isEqualTo(1);
    assertThat(ledger.message("A")).isEmpty();
  }

  private Purge.Result purge() throws IOException {
    return Purge.apply(home, ledger.by(ORDER), "cig", clock.instant().minus(KEPT));
  }

  private void later() {
    clock.advance(KEPT.plus(Duration.ofDays(1)));
  }

  private static NewClaim claimOf(String id, String content, Duration window) {
    return new NewClaim(id, "cig", id + ".edi", content.repeat(64), 4, Optional.empty(), window);
  }

  private void claim(String id, Duration window) {
    ledger.claim(claimOf(id, id, window));
  }

  private Path done(String id) throws IOException {
    claim(id, Duration.ZERO);
    Path wire = spool.out(id).wire();
    Durable.write(wire, Content.of("wire".getBytes()));
    Durable.write(spool.out(id).payload(), Content.of("edi!".getBytes()));
    ledger.packaged(id, "<" + id + "@b.example>", "m, sha1", "w", 4, clock.instant());
    ledger.attempt(id);
    ledger.conclude(id, new Conclusion(Outcome.ACCEPTED, Optional.of(200), "", Optional.empty()));
    ledger.settle(id, State.DONE, "receipt");
    return wire;
  }

  private void received(String id, String receipt) throws IOException {
    String download = "D-" + id;
    ledger.openDownload(download, "cig", "<" + download + "@b.example>");
    Durable.write(spool.in(download).raw(), Content.of("raw".getBytes()));
    ledger.stored(download, 3, "r".repeat(64), true);
    String messageId = "<" + id + "@gateway.example>";
    ledger.part(download, 0, "cig", id, 3, Optional.of(messageId));
    ledger.verified(id, Kind.INTERCHANGE, messageId, "m, sha1");
    ledger.delivering(id, id + ".tmp", id + ".edi");
    ledger.delivered(
        id, Optional.of(new NewReceipt(receipt, "receipt", "<" + receipt + "@b>", "w", 4)));
    ledger.unpacked(download);
  }
}
