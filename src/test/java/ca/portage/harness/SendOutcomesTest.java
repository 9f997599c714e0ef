package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.harness.proxy.CuttingProxy.Handshake;
import ca.portage.harness.proxy.Fault;
import ca.portage.harness.proxy.Head;
import ca.portage.harness.proxy.Heard;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of answer to a submission, met by the running service (reliability §3 B1 to B12). */
class SendOutcomesTest {
  @TempDir static Path folder;

  private static final Map<String, SendOutcome> ROWS =
      SendOutcome.table().stream().collect(Collectors.toMap(SendOutcome::name, row -> row));
  private static final Map<String, Integer> TRIED = new ConcurrentHashMap<>();
  private static CutLane lane;

  @BeforeAll
  static void meetThemAll() throws Exception {
    lane = CutLane.open(folder);
    lane.proxy().handshakes(Handshake.SILENT, Handshake.CLOSED, Handshake.RESET, Handshake.GARBAGE);
    lane.proxy().plan(SendOutcomesTest::fault);
    lane.start();
    drop("b01-no-handshake");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> message("b01-no-handshake").filter(m -> m.attempts() == 5).isPresent());
    for (SendOutcome row : SendOutcome.table()) {
      drop(row.name());
    }
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ROWS.values().stream().allMatch(SendOutcomesTest::isThere));
    } catch (ConditionTimeoutException e) {
      // Each row then says for itself how far it came.
      assertThat(lane.sent()).hasSizeGreaterThan(1);
    }
  }

  @AfterAll
  static void close() throws Exception {
    lane.close();
  }

  static List<SendOutcome> table() {
    return SendOutcome.table();
  }

  @ParameterizedTest
  @MethodSource("table")
  void theAnswerMeansWhatTheRuleSays(SendOutcome row) {
    Message message = message(row.name()).orElseThrow();
    assertThat(lane.ledger().attempts(message.id()))
        .extracting(a -> a.outcome().orElse("none"))
        .as("%s", lane.ledger().attempts(message.id()))
        .isEqualTo(row.outcomes());
    assertThat(message.state()).isEqualTo(row.state());
    assertThat(heard(message)).hasSameSizeAs(row.outcomes());
  }

  @Test
  void withoutAHandshakeNothingWasSentAndItIsTriedAgain() {
    Message message = message("b01-no-handshake").orElseThrow();
    assertThat(lane.ledger().attempts(message.id()))
        .extracting(a -> a.outcome().orElse("none"))
        .containsExactly("NOT_SENT", "NOT_SENT", "NOT_SENT", "NOT_SENT", "ACCEPTED");
    assertThat(heard(message)).hasSize(1);
  }

  @Test
  void noRequestCarriesWhatAnAnswerTriedToLeaveBehind() {
    assertThat(lane.proxy().heard())
        .allSatisfy(
            request -> {
              assertThat(request.head().header("Cookie")).isEmpty();
              assertThat(request.head().header("Accept-Encoding")).isEmpty();
              assertThat(request.head().header("Authorization")).isEmpty();
            });
  }

  @Test
  void resendsAreTheSameBytesUnderTheSameHeaders() {
    Map<String, List<Heard>> byId =
        lane.proxy().heard().stream()
            .collect(Collectors.groupingBy(request -> request.head().messageId()));
    assertThat(byId.values()).anyMatch(requests -> requests.size() == 4);
    assertThat(byId.values())
        .allSatisfy(
            requests -> {
              Heard first = requests.get(0);
              assertThat(requests)
                  .allSatisfy(r -> assertThat(r.head().lines()).isEqualTo(first.head().lines()))
                  .allSatisfy(r -> assertThat(r.body()).isEqualTo(first.body()));
            });
  }

  @Test
  void oneThatIsDoubledOnTheWayIsStillOneMessage() {
    String id = message("doubled-on-the-way").orElseThrow().messageId().orElseThrow();
    assertThat(lane.lane().gateway().seen())
        .filteredOn(seen -> seen.messageId().equals(Optional.of(id)))
        .hasSize(2);
    assertThat(lane.lane().gateway().interchanges())
        .filteredOn(interchange -> interchange.messageId().equals(id))
        .hasSize(1);
  }

  @Test
  void whatMayHaveArrivedAndWhatFailedIsTold() {
    for (SendOutcome row : SendOutcome.table()) {
      String id = message(row.name()).orElseThrow().id();
      boolean wanted =
          row.outcomes().contains("AMBIGUOUS")
              || row.state() == State.FAILED
              || row.state() == State.PEER_ERROR;
      assertThat(lane.ledger().alerts(1000))
          .as("%s", row)
          .filteredOn(alert -> alert.id().equals(Optional.of(id)))
          .hasSize(wanted ? 1 : 0);
    }
  }

  private static Optional<Fault> fault(Head head) {
    if (!head.submitsInterchange()) {
      return Optional.empty();
    }
    int attempt = TRIED.merge(head.messageId(), 1, Integer::sum);
    return lane.ledger()
        .byMessageId("cig", Direction.OUT, head.messageId())
        .flatMap(Message::file)
        .map(ROWS::get)
        .flatMap(row -> row.fault(attempt));
  }

  private static boolean isThere(SendOutcome row) {
    return message(row.name())
        .filter(m -> m.state() == row.state() && m.attempts() == row.outcomes().size())
        .isPresent();
  }

  private static Optional<Message> message(String name) {
    return lane.sent().stream().filter(m -> m.file().equals(Optional.of(name))).findFirst();
  }

  private static List<Heard> heard(Message message) {
    return lane.proxy().heard().stream()
        .filter(request -> request.head().messageId().equals(message.messageId().orElseThrow()))
        .toList();
  }

  private static void drop(String name) throws Exception {
    lane.lane().drop(name, ("A RECORD OF " + name + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
