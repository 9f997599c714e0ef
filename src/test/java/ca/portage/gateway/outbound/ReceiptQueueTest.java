package ca.portage.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Ambiguity;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A message first tried at second 100, last tried at second 200, among polls and answers. */
class ReceiptQueueTest {
  private static final Ambiguity MESSAGE = message(Kind.INTERCHANGE);

  @Test
  void threeAnsweredPollsSinceTheLastAttemptLetItGo() {
    assertThat(queue(List.of(210, 220, 230)).wasReadFor(MESSAGE)).isTrue();
    assertThat(queue(List.of(210, 220)).wasReadFor(MESSAGE)).isFalse();
  }

  @Test
  void aPollAskedBeforeTheAttemptEndedProvesNothing() {
    assertThat(queue(List.of(190, 200, 210, 220)).wasReadFor(MESSAGE)).isFalse();
  }

  @Test
  void anUnreadAnswerUpToTheThirdPollKeepsItWaiting() {
    for (int opened : List.of(150, 210, 230)) {
      assertThat(queue(List.of(210, 220, 230), unread(opened, opened + 1)).wasReadFor(MESSAGE))
          .as("opened at %d", opened)
          .isFalse();
    }
  }

  @Test
  void steadyTrafficDoesNotKeepItWaiting() {
    List<Integer> polls = IntStream.rangeClosed(201, 900).boxed().toList();
    assertThat(queue(polls, unread(204, 205), unread(900, 901)).wasReadFor(MESSAGE)).isTrue();
  }

  @Test
  void anAnswerStoredBeforeItsFirstAttemptCannotNameItHoweverLongItIsStuck() {
    List<Integer> polls = List.of(210, 220, 230);
    assertThat(queue(polls, unread(40, 50)).wasReadFor(MESSAGE)).isTrue();
    assertThat(queue(polls, unread(90, 101)).wasReadFor(MESSAGE)).isFalse();
  }

  @Test
  void aReceiptOfOursIsAcknowledgedByNobodyAndWaitsForNoPoll() {
    assertThat(queue(List.of()).wasReadFor(message(Kind.RECEIPT))).isTrue();
  }

  private static Ambiguity message(Kind kind) {
    return new Ambiguity("M1", kind, at(90), at(100), at(200));
  }

  private static ReceiptQueue queue(List<Integer> polls, Download... unread) {
    List<Instant> newestFirst = new ArrayList<>(polls.stream().map(s -> at(s)).toList());
    newestFirst.sort(Comparator.reverseOrder());
    return new ReceiptQueue(newestFirst, List.of(unread));
  }

  private static Download unread(int opened, int stored) {
    return new Download(
        "D" + opened,
        "cig",
        "<poll@broker.example>",
        DownloadState.STORED,
        at(opened),
        Optional.of(at(stored)),
        100,
        Optional.of("sha"),
        true,
        Optional.of(at(stored)),
        Optional.empty());
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }
}
