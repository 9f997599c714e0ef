package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.RebuildProof;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is lost and made again from journal and sidecars (reliability §2.4, I8). */
class RebuildIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path spool;

  @Test
  void aLostLedgerOfTenThousandMessagesComesBackRowForRow() throws Exception {
    Summary summary = new Summary("rebuild");
    int messages = Form.count(2_000, 10_000);
    RebuildProof.Found found = RebuildProof.run(spool, messages);
    summary
        .row(
            "the ledger is lost; from the journal",
            messages,
            "%,d of %,d rows equal, in %.1f s"
                .formatted(found.equal(), found.rows(), found.took().toMillis() / 1000.0),
            "one line of the journal spoiled: reported, and %,d rows are not as they were"
                .formatted(found.differentWhenSpoiled()))
        .row(
            "ledger and journal are lost; from the sidecars alone",
            messages,
            "%,d messages told, 0 due for sending".formatted(found.fromSidecars()),
            "by their sidecars alone %,d would be due".formatted(found.dueWithoutHold()))
        .note(
            "Goal: row for row for 10,000 messages in under 2 minutes. A message makes about %d rows."
                .formatted(found.rows() / messages))
        .write();
    assertThat(found.rows()).isGreaterThan(messages * 5L);
    assertThat(found.equal()).isEqualTo(found.rows());
    assertThat(found.took()).isLessThan(LIMIT);
    assertThat(found.differentWhenSpoiled()).isPositive();
    assertThat(found.fromSidecars()).isEqualTo(messages);
    assertThat(found.dueAfterSidecars()).isZero();
    assertThat(found.dueWithoutHold()).isPositive();
  }
}
