package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.ledger.LedgerException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboundTest extends LedgerCase {

  @Test
  void aFileBecomesAMessageAndAVerifiedReceiptMakesItDone() {
    assertThat(claimed("M1").state()).isEqualTo(State.CLAIMED);
    Message packaged = ledger.packaged("M1", wireId("M1"), "AAAA, sha1", "wire", 2000, now());
    assertThat(packaged.state()).isEqualTo(State.PACKAGED);
    assertThat(packaged.messageId()).contains("<M1@broker.example>");
    assertThat(ledger.wire("M1")).contains(new Wire("wire", 2000));
    assertThat(ledger.due(CHANNEL, 10)).extracting(Message::id).containsExactly("M1");
    assertThat(ledger.attempt("M1").number()).isEqualTo(1);
    assertThat(ledger.due(CHANNEL, 10)).isEmpty();
    assertThat(concluded("M1", Outcome.ACCEPTED).state()).isEqualTo(State.ACCEPTED);
    Message done = ledger.settle("M1", State.DONE, "receipt verified");
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.reason()).contains("receipt verified");
    assertThat(ledger.events("M1"))
        .extracting(Event::to)
        .containsExactly("CLAIMED", "PACKAGED", "SENDING", "ACCEPTED", "DONE");
    assertThat(ledger.attempts("M1"))
        .singleElement()
        .satisfies(a -> assertThat(a.outcome()).contains("ACCEPTED"))
        .satisfies(a -> assertThat(a.ended()).contains(now()));
  }

  @Test
  void everythingIsThereAgainAfterReopening() {
    Message before = accepted("M1");
    List<Event> events = ledger.events("M1");
    reopen();
    assertThat(ledger.message("M1")).contains(before);
    assertThat(ledger.events("M1")).isEqualTo(events);
  }

  @Test
  void aTransientAnswerIsDueAgainAtTheTimeGiven() {
    sending("M1");
    Instant later = now().plus(Duration.ofMinutes(5));
    Message again =
        ledger.conclude(
            "M1", new Conclusion(Outcome.TRANSIENT, Optional.of(503), "busy", Optional.of(later)));
    assertThat(again.state()).isEqualTo(State.PACKAGED);
    assertThat(again.due()).contains(later);
    assertThat(again.reason()).contains("busy");
    assertThat(ledger.due(CHANNEL, 10)).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(ledger.due(CHANNEL, 10)).hasSize(1);
    assertThat(ledger.attempt("M1").number()).isEqualTo(2);
    assertThat(ledger.attempts("M1").get(0).status()).contains(503);
  }

  @Test
  void anAmbiguousMessageIsDueAgainAfterItsWindow() {
    sending("M1");
    Instant later = now().plus(Duration.ofMinutes(15));
    ledger.conclude(
        "M1", new Conclusion(Outcome.AMBIGUOUS, Optional.empty(), "cut", Optional.of(later)));
    assertThat(ledger.ambiguous(CHANNEL)).isEmpty();
    clock.advance(Duration.ofMinutes(15));
    assertThat(ledger.due(CHANNEL, 10)).isEmpty();
    assertThat(ledger.ambiguous(CHANNEL)).extracting(Ambiguity::id).containsExactly("M1");
  }

  @Test
  void dueMessagesComeOldestClaimFirst() {
    packaged("M2");
    clock.advance(Duration.ofSeconds(1));
    packaged("M1");
    assertThat(ledger.due(CHANNEL, 10)).extracting(Message::id).containsExactly("M2", "M1");
    assertThat(ledger.due(CHANNEL, 1)).extracting(Message::id).containsExactly("M2");
    assertThat(ledger.due("other", 10)).isEmpty();
  }

  @Test
  void aRefusalFailsTheMessage() {
    sending("M1");
    assertThat(concluded("M1", Outcome.REJECTED).state()).isEqualTo(State.FAILED);
  }

  @Test
  void aRefusalAfterAnAttemptOfUnknownEndIsHeldBecauseItMayHaveArrived() {
    sending("M1");
    concluded("M1", Outcome.AMBIGUOUS);
    ledger.attempt("M1");
    assertThat(concluded("M1", Outcome.REJECTED).state()).isEqualTo(State.HELD);
    assertThat(ledger.settle("M1", State.DONE, "receipt").state()).isEqualTo(State.DONE);
  }

  @Test
  void aReceiptBeforeTheAnswerIsRecordedSettlesAndTheAnswerOnlyEndsTheAttempt() {
    sending("M1");
    assertThat(ledger.settle("M1", State.DONE, "receipt").state()).isEqualTo(State.DONE);
    assertThat(concluded("M1", Outcome.AMBIGUOUS).state()).isEqualTo(State.DONE);
    assertThat(ledger.attempts("M1").get(0).outcome()).contains("AMBIGUOUS");
  }

  @Test
  void aSecondVerdictNeverChangesTheFirstButIsRemembered() {
    accepted("M1");
    ledger.settle("M1", State.PEER_ERROR, "decryption-failed");
    assertThat(ledger.settle("M1", State.DONE, "processed").state()).isEqualTo(State.PEER_ERROR);
    assertThat(ledger.events("M1"))
        .last()
        .isEqualTo(
            new Event(now(), "M1", "PEER_ERROR", "PEER_ERROR", "DONE changes nothing: processed"));
  }

  @Test
  void aReceiptForAMessageThatWasNeverSentSettlesNothing() {
    packaged("M1");
    assertThatThrownBy(() -> ledger.settle("M1", State.DONE, "receipt"))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.PACKAGED);
  }

  /** Both would be legal steps of a life, by another door. */
  @Test
  void onlyAVerdictSettlesAndOnlyGivingUpOrHoldingIsAFailure() {
    accepted("M1");
    packaged("M2");
    assertThatThrownBy(() -> ledger.settle("M1", State.OVERDUE, "late"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is not one of");
    assertThatThrownBy(() -> ledger.fail("M2", State.SENDING, "why"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is not one of");
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.ACCEPTED);
    assertThat(ledger.message("M2").orElseThrow().state()).isEqualTo(State.PACKAGED);
    assertThat(ledger.fail("M2", State.HELD, "no key").state()).isEqualTo(State.HELD);
  }

  @Test
  void aReceiptSettlesAMessageThatWaitsForItsNextAttempt() {
    sending("M1");
    concluded("M1", Outcome.TRANSIENT);
    assertThat(ledger.settle("M1", State.DONE, "receipt").state()).isEqualTo(State.DONE);
    assertThat(ledger.due(CHANNEL, 10)).isEmpty();
  }

  @Test
  void noReceiptInTimeIsOverdueAndALateOneStillSettles() {
    accepted("M1");
    assertThat(ledger.overdue(CHANNEL, Duration.ofHours(4))).isEmpty();
    clock.advance(Duration.ofHours(4));
    assertThat(ledger.overdue(CHANNEL, Duration.ofHours(4))).hasSize(1);
    Message overdue = ledger.markOverdue("M1");
    assertThat(overdue.state()).isEqualTo(State.OVERDUE);
    assertThat(ledger.markOverdue("M1")).isEqualTo(overdue);
    assertThat(ledger.overdue(CHANNEL, Duration.ofHours(4))).isEmpty();
    assertThat(ledger.settle("M1", State.DONE, "late").state()).isEqualTo(State.DONE);
  }

  @Test
  void aSecondAttemptWhileOneIsUnderWayIsRefused() {
    sending("M1");
    assertThatThrownBy(() -> ledger.attempt("M1"))
        .isInstanceOfSatisfying(
            IllegalTransitionException.class,
            e -> {
              assertThat(e.id()).isEqualTo("M1");
              assertThat(e.from()).isEqualTo("SENDING");
              assertThat(e.to()).isEqualTo("SENDING");
              assertThat(e).hasMessageContaining("M1 is SENDING and cannot become SENDING");
            });
    assertThat(ledger.attempts("M1")).hasSize(1);
    assertThat(ledger.message("M1").orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void packagingAgainWithTheSameIdChangesNothingAndWithAnotherIsRefused() {
    Message packaged = packaged("M1");
    assertThat(ledger.packaged("M1", wireId("M1"), "AAAA, sha1", "wire", 2000, now()))
        .isEqualTo(packaged);
    assertThatThrownBy(
            () -> ledger.packaged("M1", "<other@broker.example>", "AAAA, sha1", "w", 2, now()))
        .isInstanceOf(IllegalTransitionException.class);
    ledger.attempt("M1");
    assertThatThrownBy(
            () -> ledger.packaged("M1", "<other@broker.example>", "AAAA, sha1", "w", 2, now()))
        .isInstanceOf(IllegalTransitionException.class);
  }

  @Test
  void oneMessageIdNeverNamesTwoMessages() {
    packaged("M1");
    claimed("M2");
    assertThatThrownBy(() -> ledger.packaged("M2", wireId("M1"), "AAAA, sha1", "w", 2, now()))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONTRADICTION));
    assertThat(ledger.message("M2").orElseThrow().state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void resendingTakesTheSameBytesAndIdAndIsRefusedWhileSending() {
    sending("M1");
    assertThatThrownBy(() -> ledger.resend("M1", now()))
        .isInstanceOf(IllegalTransitionException.class);
    concluded("M1", Outcome.ACCEPTED);
    Message again = ledger.resend("M1", now());
    assertThat(again.state()).isEqualTo(State.PACKAGED);
    assertThat(again.messageId()).contains(wireId("M1"));
    assertThat(ledger.due(CHANNEL, 1)).hasSize(1);
  }

  @Test
  void anUnknownMessageIsSaidToBeUnknown() {
    assertThatThrownBy(() -> ledger.attempt("nobody"))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_ID))
        .hasMessageContaining("nobody");
  }

  @Test
  void anAlertIsKept() {
    ledger.alert(CHANNEL, Optional.of("M1"), "look at this");
    assertThat(ledger.alerts(5))
        .containsExactly(new Alert(now(), CHANNEL, Optional.of("M1"), "look at this"));
  }
}
