package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A state that an admin must know of, and the alert that says so, are one commit. */
class AlertCommitTest extends LedgerCase {
  private static final Instant DUE = Instant.parse("2026-03-02T00:00:00Z");
  private static final String TEXT = "look at this";

  /** How a row comes to the change, and the change that must be told. */
  private record Change(Consumer<LedgerCase> before, Consumer<Transitions> step) {}

  private static final Map<String, Change> CHANGES = new LinkedHashMap<>();

  static {
    add("AMBIGUOUS", c -> c.sending("M1"), t -> conclude(t, Outcome.AMBIGUOUS));
    add("FAILED", c -> c.sending("M1"), t -> conclude(t, Outcome.REJECTED));
    add("HELD", c -> c.packaged("M1"), t -> t.fail("M1", State.HELD, "why"));
    add("PEER_ERROR", c -> c.accepted("M1"), t -> t.settle("M1", State.PEER_ERROR, "why"));
    add("OVERDUE", c -> c.accepted("M1"), t -> t.markOverdue("M1"));
    add("AMBIGUOUS after a restart", c -> c.sending("M1"), t -> t.recover(CHANNEL, DUE));
    add("DUPLICATE_HELD", c -> c.claimed("M0"), t -> t.claim(claim("M1", "sha-of-M0", null)));
    add("HELD, in", c -> c.part("D1", 0, "M1"), t -> t.held("M1", "why", DUE));
    add(
        "REJECTED",
        c -> c.part("D1", 0, "M1"),
        t -> t.rejected("M1", "why", Optional.of(receipt("R1"))));
    add("CONFLICT", AlertCommitTest::two, t -> t.verified("M1", Kind.INTERCHANGE, "<x>", "B, m"));
    add("UNKNOWN", AlertCommitTest::poll, t -> t.ended("M1", DownloadState.UNKNOWN, "why"));
  }

  static Set<String> changes() {
    return CHANGES.keySet();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theAlertIsInTheCommitOfTheChange(String name) {
    CHANGES.get(name).before().accept(this);
    long commits = ledger.commits();
    CHANGES.get(name).step().accept(telling());
    assertThat(ledger.commits()).isEqualTo(commits + 1);
    assertThat(ledger.alerts(5))
        .containsExactly(new Alert(now(), CHANNEL, Optional.of("M1"), TEXT));
    assertThat(ledger.events("M1")).last().extracting(Event::at).isEqualTo(now());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeWhoseAlertCannotBeKeptIsNotKeptEither(String name) throws SQLException {
    CHANGES.get(name).before().accept(this);
    List<Event> before = ledger.events("M1");
    refuseAlerts();
    assertThatThrownBy(() -> CHANGES.get(name).step().accept(telling()))
        .isInstanceOf(LedgerException.class);
    assertThat(ledger.events("M1")).isEqualTo(before);
  }

  @Test
  void inACommitOfItsOwnAnAlertIsLostBesideAChangeThatWasKept() throws SQLException {
    sending("M1");
    refuseAlerts();
    concluded("M1", Outcome.AMBIGUOUS);
    assertThatThrownBy(() -> ledger.alert(CHANNEL, Optional.of("M1"), TEXT))
        .isInstanceOf(LedgerException.class);
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.AMBIGUOUS);
    assertThat(ledger.alerts(5)).isEmpty();
  }

  @Test
  void eachMessageThatWasBeingSentIsToldByItsOwnId() {
    sending("M1");
    sending("M2");
    ledger.telling(Notice.when(CHANNEL, e -> Optional.of("now " + e.to()))).recover(CHANNEL, DUE);
    assertThat(ledger.alerts(5))
        .extracting(a -> a.id().orElseThrow() + " " + a.text())
        .containsExactlyInAnyOrder("M1 now AMBIGUOUS", "M2 now AMBIGUOUS");
  }

  private Transitions telling() {
    return ledger.telling(Notice.of(CHANNEL, "M1", TEXT));
  }

  private static void add(String name, Consumer<LedgerCase> before, Consumer<Transitions> step) {
    CHANGES.put(name, new Change(before, step));
  }

  private static void conclude(Transitions ledger, Outcome outcome) {
    ledger.conclude("M1", new Conclusion(outcome, Optional.empty(), "why", Optional.of(DUE)));
  }

  private static void two(LedgerCase c) {
    c.part("D0", 0, "M0");
    c.verified("M0", "<x>", "A, m");
    c.part("D1", 0, "M1");
  }

  private static void poll(LedgerCase c) {
    c.ledger.openDownload("M1", CHANNEL, "<poll@broker.example>");
  }

  /** As a crash just before the alert would: it cannot be written. */
  private void refuseAlerts() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=10000");
      statement.execute(
          "CREATE TRIGGER none BEFORE INSERT ON alert BEGIN SELECT RAISE(ABORT, 'no'); END");
    }
  }
}
