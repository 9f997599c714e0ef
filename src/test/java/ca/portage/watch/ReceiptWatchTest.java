package ca.portage.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.Schedule;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Conclusion;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.Outcome;
import ca.portage.ledger.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt that stays away: a warning once, then OVERDUE with its alert, whatever restarts. */
class ReceiptWatchTest {
  private static final Instant SENT = Instant.parse("2026-03-01T12:00:00Z");
  private static final Schedule SCHEDULE =
      new Schedule(
          List.of(Duration.ofMinutes(1)),
          Duration.ofHours(1),
          Duration.ofMinutes(15),
          8,
          Duration.ofHours(24),
          Duration.ofMinutes(30),
          Duration.ofHours(4),
          Duration.ofHours(24),
          Duration.ofDays(30));

  @TempDir Path spool;

  @BeforeEach
  void accept() {
    try (Ledger ledger = open(SENT)) {
      ledger.claim(
          new NewClaim("M1", "cig", "a.edi", "a", 3, Optional.empty(), Duration.ofDays(30)));
      ledger.packaged("M1", "<m1@broker.example>", "AAAA, sha1", "w", 9, SENT);
      ledger.attempt("M1");
      ledger.conclude(
          "M1", new Conclusion(Outcome.ACCEPTED, Optional.of(200), "taken", Optional.empty()));
    }
  }

  @Test
  void nothingIsSaidInTime() {
    assertThat(lookAfter(Duration.ofMinutes(29))).isEmpty();
  }

  @Test
  void theWarningComesOnceThoughTheServiceRestarts() {
    assertThat(lookAfter(Duration.ofMinutes(30))).hasSize(1);
    assertThat(lookAfter(Duration.ofMinutes(31))).hasSize(1);
    assertThat(lookAfter(Duration.ofHours(3)))
        .containsExactly(
            "no receipt came within 30 minutes of the gateway's 200; it is still waited for");
  }

  @Test
  void overdueIsAStateAndAnAlertInOneCommit() {
    assertThat(lookAfter(Duration.ofHours(4)))
        .containsExactly(
            "no receipt came within 240 minutes of the gateway's 200; ask the help desk before you"
                + " resend it");
    assertThat(lookAfter(Duration.ofHours(5))).hasSize(1);
    try (Ledger ledger = open(SENT)) {
      assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.OVERDUE);
      assertThat(ledger.events("M1").get(ledger.events("M1").size() - 1).at())
          .isEqualTo(ledger.alerts(1).get(0).at());
    }
  }

  /** Two looks of a service just started. */
  private List<String> lookAfter(Duration since) {
    try (Ledger ledger = open(SENT.plus(since))) {
      ReceiptWatch watch = new ReceiptWatch("cig", SCHEDULE, ledger);
      watch.process(null);
      watch.process(null);
      return ledger.alerts(9).stream().map(Alert::text).toList();
    }
  }

  private Ledger open(Instant now) {
    return Ledger.open(spool.resolve("ledger.db"), Clock.fixed(now, ZoneOffset.UTC));
  }
}
