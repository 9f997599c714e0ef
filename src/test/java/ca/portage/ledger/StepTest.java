package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every step of the API from every state: legal, refused, absorbed with an event, or without. */
class StepTest extends LedgerCase {
  private static final Instant DUE = Instant.parse("2026-03-02T00:00:00Z");

  private interface Step {
    Object on(Ledger ledger, String id);
  }

  private static final Map<String, Step> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("packaged", (l, id) -> l.packaged(id, wireId(id), "A, sha1", "w", 1, DUE));
    STEPS.put("attempt", Ledger::attempt);
    for (Outcome outcome : Outcome.values()) {
      STEPS.put(
          "conclude " + outcome,
          (l, id) ->
              l.conclude(id, new Conclusion(outcome, Optional.empty(), "d", Optional.empty())));
    }
    for (State verdict :
        Set.of(State.DONE, State.PEER_ERROR, State.INTEGRITY_ALERT, State.ANSWERED)) {
      STEPS.put("settle " + verdict, (l, id) -> l.settle(id, verdict, "r"));
    }
    STEPS.put("fail FAILED", (l, id) -> l.fail(id, State.FAILED, "r"));
    STEPS.put("fail HELD", (l, id) -> l.fail(id, State.HELD, "r"));
    STEPS.put("overdue", Ledger::markOverdue);
    STEPS.put("release", Ledger::release);
    STEPS.put("discard", (l, id) -> l.discard(id, "r"));
    STEPS.put("resend", (l, id) -> l.resend(id, DUE));
    STEPS.put("verified", (l, id) -> l.verified(id, Kind.INTERCHANGE, wireId(id), "A, sha1"));
    STEPS.put("delivering", (l, id) -> l.delivering(id, "t", "f"));
    STEPS.put("delivered", (l, id) -> l.delivered(id, Optional.empty()));
    STEPS.put("rejected", (l, id) -> l.rejected(id, "r", Optional.empty()));
    STEPS.put("held", (l, id) -> l.held(id, "r", DUE));
    STEPS.put("closed", (l, id) -> l.closed(id, "r"));
  }

  @ParameterizedTest(name = "{0} {1}: {2} become {3}, {5} stay as they are, terminal states {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      OUT INTERCHANGE | packaged               | CLAIMED                                    | PACKAGED        | refuse | PACKAGED
      OUT INTERCHANGE | attempt                | PACKAGED AMBIGUOUS                         | SENDING         | refuse |
      OUT INTERCHANGE | conclude ACCEPTED      | SENDING                                    | ACCEPTED        | absorb |
      OUT INTERCHANGE | conclude SENT          | SENDING                                    | SENT            | absorb |
      OUT INTERCHANGE | conclude NOT_SENT      | SENDING                                    | PACKAGED        | absorb |
      OUT INTERCHANGE | conclude TRANSIENT     | SENDING                                    | PACKAGED        | absorb |
      OUT INTERCHANGE | conclude REJECTED      | SENDING                                    | FAILED          | absorb |
      OUT INTERCHANGE | conclude AMBIGUOUS     | SENDING                                    | AMBIGUOUS       | absorb |
      OUT INTERCHANGE | conclude HELD          | SENDING                                    | HELD            | absorb |
      OUT INTERCHANGE | settle DONE            | PACKAGED SENDING AMBIGUOUS ACCEPTED OVERDUE HELD      | DONE            | absorb |
      OUT INTERCHANGE | settle INTEGRITY_ALERT | PACKAGED SENDING AMBIGUOUS ACCEPTED OVERDUE HELD      | INTEGRITY_ALERT | absorb |
      OUT INTERCHANGE | settle PEER_ERROR      | PACKAGED SENDING AMBIGUOUS ACCEPTED SENT OVERDUE HELD | PEER_ERROR      | absorb |
      OUT INTERCHANGE | settle ANSWERED        | PACKAGED SENDING AMBIGUOUS SENT OVERDUE HELD          | ANSWERED        | absorb |
      OUT INTERCHANGE | fail FAILED            | CLAIMED PACKAGED HELD                      | FAILED          | absorb |
      OUT INTERCHANGE | fail HELD              | CLAIMED PACKAGED AMBIGUOUS                 | HELD            | absorb |
      OUT INTERCHANGE | overdue                | ACCEPTED SENT                              | OVERDUE         | absorb | OVERDUE
      OUT INTERCHANGE | release                | HELD                                       | PACKAGED        | refuse |
      OUT INTERCHANGE | discard                | HELD DUPLICATE_HELD                        | FAILED          | refuse |
      OUT INTERCHANGE | resend                 | AMBIGUOUS ACCEPTED SENT OVERDUE HELD FAILED | PACKAGED        | refuse |
      OUT INTERCHANGE | delivering             |                                            | DELIVERING      | refuse |
      OUT RECEIPT     | attempt                | PACKAGED AMBIGUOUS                         | SENDING         | refuse |
      OUT RECEIPT     | conclude ACCEPTED      | SENDING                                    | DONE            | absorb |
      OUT RECEIPT     | conclude TRANSIENT     | SENDING                                    | PACKAGED        | absorb |
      OUT RECEIPT     | conclude AMBIGUOUS     | SENDING                                    | AMBIGUOUS       | absorb |
      OUT RECEIPT     | conclude REJECTED      | SENDING                                    | FAILED          | absorb |
      OUT RECEIPT     | settle PEER_ERROR      |                                            | PEER_ERROR      | absorb |
      OUT RECEIPT     | resend                 | AMBIGUOUS HELD FAILED                      | PACKAGED        | refuse |
      OUT RECEIPT     | release                | HELD                                       | PACKAGED        | refuse |
      OUT RECEIPT     | discard                | HELD                                       | FAILED          | refuse |
      IN INTERCHANGE  | verified               | STORED HELD                                | VERIFIED        | stays  | VERIFIED DELIVERING DELIVERED
      IN INTERCHANGE  | delivering             | VERIFIED                                   | DELIVERING      | refuse | DELIVERING
      IN INTERCHANGE  | delivered              | DELIVERING                                 | DELIVERED       | absorb | DELIVERED
      IN INTERCHANGE  | rejected               | STORED HELD VERIFIED                       | REJECTED        | absorb |
      IN INTERCHANGE  | held                   | STORED HELD VERIFIED                       | HELD            | absorb |
      IN INTERCHANGE  | closed                 | VERIFIED DELIVERED                         | CLOSED          | absorb |
      IN INTERCHANGE  | release                | HELD                                       | STORED          | refuse |
      IN INTERCHANGE  | discard                | HELD                                       | REJECTED        | refuse |
      IN INTERCHANGE  | attempt                |                                            | SENDING         | refuse |
      IN INTERCHANGE  | resend                 |                                            | PACKAGED        | refuse |
      IN RECEIPT      | resend                 |                                            | PACKAGED        | refuse |
      """)
  void eachStepFromEachState(
      String life, String step, String legal, State next, String terminal, String same)
      throws Exception {
    Direction direction = Direction.valueOf(life.split(" ")[0]);
    Kind kind = Kind.valueOf(life.split(" ")[1]);
    for (State from : states(direction, kind)) {
      String id = row(from, direction, kind);
      String expected =
          listed(legal, from)
              ? "becomes " + next
              : listed(same, from) ? "stays" : from.terminal() ? terminal : "refuse";
      assertThat(outcome(step, id, from)).as(step + " from " + from).isEqualTo(expected);
    }
  }

  private static boolean listed(String states, State state) {
    return states != null && List.of(states.split(" +")).contains(state.name());
  }

  private static List<State> states(Direction direction, Kind kind) {
    Life life =
        direction == Direction.IN ? Life.IN : kind == Kind.RECEIPT ? Life.RECEIPT_OUT : Life.OUT;
    return Stream.of(State.values()).filter(s -> inLife(life, s)).toList();
  }

  private static boolean inLife(Life life, State state) {
    return Stream.of(State.values()).anyMatch(s -> life.allows(s, state) || life.allows(state, s));
  }

  /** What the step did, by the row and its events. */
  private String outcome(String step, String id, State from) {
    try {
      STEPS.get(step).on(ledger, id);
    } catch (IllegalTransitionException e) {
      assertThat(ledger.message(id).orElseThrow().state()).isEqualTo(from);
      assertThat(ledger.events(id)).isEmpty();
      return "refuse";
    }
    List<Event> events = ledger.events(id);
    if (events.isEmpty()) {
      assertThat(ledger.message(id).orElseThrow().state()).isEqualTo(from);
      return "stays";
    }
    assertThat(events).hasSize(1);
    State now = ledger.message(id).orElseThrow().state();
    assertThat(events.get(0).to()).isEqualTo(now.name());
    return events.get(0).reason().contains("changes nothing") ? "absorb" : "becomes " + now;
  }

  /** A row put into the database in a given state, as if it had come there. */
  private String row(State state, Direction direction, Kind kind) throws Exception {
    String id = "R" + System.nanoTime();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=10000");
      statement.execute(
          "INSERT INTO message (id, channel, direction, kind, state, message_id, attempts,"
              + " size_bytes, created, updated, temporary, final_name) VALUES ('%s', 'cig', '%s',"
                  .formatted(id, direction)
              + " '%s', '%s', '%s', 1, 1, 1, 1, 't', 'f')".formatted(kind, state, wireId(id)));
    }
    return id;
  }
}
