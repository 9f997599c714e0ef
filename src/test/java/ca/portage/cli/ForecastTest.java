package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Direction;
import ca.portage.ledger.IllegalTransitionException;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command says it will do is what the ledger lets it do, from every state. */
class ForecastTest {
  private static final Map<String, Function<Message, Optional<String>>> FORECASTS =
      Map.of(
          "release", Forecast::release,
          "discard", Forecast::discard,
          "resend", Forecast::resend,
          "resubmit", Forecast::resubmit);
  private static final Map<String, BiConsumer<Ledger, Message>> STEPS =
      Map.of(
          "release", (ledger, message) -> ledger.release(message.id()),
          "discard", (ledger, message) -> ledger.discard(message.id(), "why"),
          "resend", (ledger, message) -> ledger.resend(message.id(), Cli.NOW),
          "resubmit", (ledger, message) -> ledger.resubmit(message.id(), same(message)));

  @TempDir Path spool;
  private int row;

  @ParameterizedTest
  @EnumSource(State.class)
  void theForecastAndTheLedgerAgree(State state) throws SQLException {
    try (Ledger ledger = Ledger.open(spool.resolve("ledger.db"), Clock.systemUTC())) {
      for (Direction direction : Direction.values()) {
        for (Kind kind : Kind.values()) {
          for (boolean packed : packed(state, direction, kind)) {
            for (String word : FORECASTS.keySet()) {
              Message message = ledger.message(insert(state, direction, kind, packed)).get();
              assertThat(FORECASTS.get(word).apply(message).isPresent())
                  .as("%s %s %s %s, packed: %s", word, direction, kind, state, packed)
                  .isEqualTo(allowed(ledger, word, message));
            }
          }
        }
      }
    }
  }

  /** A receipt is made packed; a held duplicate is a file to be sent and was never packed. */
  private static boolean[] packed(State state, Direction direction, Kind kind) {
    boolean file = direction == Direction.OUT && kind == Kind.INTERCHANGE;
    if (state == State.DUPLICATE_HELD) {
      return file ? new boolean[] {false} : new boolean[0];
    }
    return file ? new boolean[] {false, true} : new boolean[] {true};
  }

  private static boolean allowed(Ledger ledger, String word, Message message) {
    try {
      STEPS.get(word).accept(ledger, message);
      return true;
    } catch (IllegalTransitionException e) {
      return false;
    }
  }

  private static NewClaim same(Message message) {
    return new NewClaim(
        message.id() + "x",
        "cig",
        "f",
        message.sha256().orElseThrow(),
        1,
        Optional.empty(),
        Duration.ZERO);
  }

  /** A row put into the database as if it had come there. */
  private String insert(State state, Direction direction, Kind kind, boolean packed)
      throws SQLException {
    String id = "R%04d".formatted(row++);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + spool.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=10000");
      statement.execute(
          ("INSERT INTO message (id, channel, direction, kind, state, message_id, sha256, attempts,"
                  + " size_bytes, created, updated)"
                  + " VALUES ('%s', 'cig', '%s', '%s', '%s', %s, '%s', 1, 1, 1, 1)")
              .formatted(id, direction, kind, state, packed ? "'<" + id + ">'" : "NULL", id));
    }
    return id;
  }
}
