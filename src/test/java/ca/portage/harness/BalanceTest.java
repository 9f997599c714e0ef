package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Event;
import ca.portage.ledger.Kind;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge of the harnesses, judged: true books are even, and each falsification is found. */
class BalanceTest {
  private static final int FILES = 3;
  private static Books books;

  @BeforeAll
  static void aFewMessagesTravel(@TempDir Path folder) throws Exception {
    List<String> dropped = new ArrayList<>();
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT).start()) {
      for (String name : Samples.names().subList(0, FILES)) {
        dropped.add(Books.sha256(home.drop(name).content()));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(home.messages(Direction.OUT, Kind.INTERCHANGE))
                    .hasSize(FILES)
                    .allMatch(m -> m.state() == State.DONE);
                assertThat(home.messages(Direction.IN, Kind.INTERCHANGE))
                    .hasSize(FILES)
                    .allMatch(m -> m.state() == State.CLOSED);
              });
      home.stop();
      books = Books.read(home.home(), dropped);
    }
  }

  @Test
  void trueBooksAreEven() {
    Balance balance = balance(b -> {});
    balance.assertEven();
    assertThat(balance.toString()).startsWith("3 out, 3 in, 0 lost, 0 twice; ");
  }

  @Test
  void whatNeverCameOutIsLost() {
    assertOnly(b -> b.delivered.remove(0), Harm.LOST);
    assertOnly(b -> b.dropped.add("f0"), Harm.LOST);
    assertThatThrownBy(() -> balance(b -> b.delivered.remove(0)).assertEven())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 lost")
        .hasMessageContaining("is not in the inbox");
  }

  @Test
  void whatCameOutAgainIsTwice() {
    assertOnly(b -> b.delivered.add(b.delivered.get(0)), Harm.TWICE);
    assertOnly(b -> b.received.put("<again@broker.example>", b.dropped.get(0)), Harm.TWICE);
  }

  @Test
  void whatNeverWentInIsForeign() {
    assertOnly(b -> b.delivered.add("f0"), Harm.FOREIGN);
    assertOnly(b -> b.received.put("<made.up@broker.example>", "f0"), Harm.FOREIGN);
  }

  @Test
  void oneIdHasOneSequenceOfBytesAndOneHead() {
    assertOnly(b -> b.changeRequest("f0", Optional.empty()), Harm.REWRITTEN);
    assertOnly(b -> b.changeRequest(null, Optional.of("Date: later")), Harm.REWRITTEN);
  }

  @Test
  void requestsAndAttemptsAreTheSame() {
    assertOnly(b -> b.attempts.clear(), Harm.UNCOUNTED);
    assertOnly(b -> b.downloads.clear(), Harm.UNCOUNTED);
    assertOnly(b -> b.seen.removeIf(s -> s.path().endsWith("Put0")), Harm.UNCOUNTED);
    assertOnly(b -> b.seen.removeIf(s -> s.path().endsWith("Get0")), Harm.UNCOUNTED);
    assertOnly(b -> b.seen.add(b.seen.get(0)), Harm.UNCOUNTED);
  }

  @Test
  void whatIsUnderWayIsUnfinishedUnlessItMayRest() {
    Consumer<Copy> sending = b -> b.change(b.messages.get(0), State.SENDING);
    assertOnly(sending, Harm.UNFINISHED);
    assertThat(balance(EnumSet.of(State.SENDING), sending).even()).isTrue();
    assertOnly(b -> b.change(b.downloads.get(0), DownloadState.OPEN), Harm.UNFINISHED);
    assertOnly(Copy::reopenAnAttempt, Harm.UNFINISHED);
  }

  @Test
  void anUnknownEndWithoutAnAlertIsUntold() {
    assertOnly(b -> b.ambiguous(b.messages.get(0)), Harm.UNTOLD);
    assertOnly(b -> b.unknown(b.downloads.get(0)), Harm.UNTOLD);
    assertThat(
            balance(
                    b -> {
                      Event event = b.ambiguous(b.messages.get(0));
                      b.tell(event, "it is not known whether the message arrived");
                    })
                .even())
        .isTrue();
    assertThat(
            balance(
                    b -> {
                      Event event = b.unknown(b.downloads.get(0));
                      b.alerts.add(
                          new Alert(event.at(), "cig", Optional.empty(), "possible loss: …"));
                    })
                .even())
        .isTrue();
  }

  private static void assertOnly(Consumer<Copy> falsify, Harm harm) {
    assertThat(balance(falsify).findings())
        .isNotEmpty()
        .extracting(Finding::harm)
        .containsOnly(harm);
  }

  private static Balance balance(Consumer<Copy> falsify) {
    return balance(EnumSet.noneOf(State.class), falsify);
  }

  private static Balance balance(EnumSet<State> resting, Consumer<Copy> falsify) {
    Copy copy = new Copy(books);
    falsify.accept(copy);
    return Balance.of(copy.books(), resting);
  }
}
