package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboundTest extends LedgerCase {
  private static final String MIC = "AAAA, sha1";

  @Test
  void aPartIsDeliveredWithAReceiptInTheSameCommitAndClosedOnceTheReceiptIsTaken() {
    delivering("I1");
    Message delivered = ledger.delivered("I1", Optional.of(receipt("R1")));
    assertThat(delivered.state()).isEqualTo(State.DELIVERED);
    assertThat(delivered.related()).contains("R1");
    Message receipt = ledger.message("R1").orElseThrow();
    assertThat(receipt.kind()).isEqualTo(Kind.RECEIPT);
    assertThat(receipt.direction()).isEqualTo(Direction.OUT);
    assertThat(receipt.related()).contains("I1");
    assertThat(ledger.due(CHANNEL, 10)).containsExactly(receipt);
    assertThat(ledger.wire("R1")).contains(new Wire("wire-of-R1", 700));
    ledger.attempt("R1");
    assertThat(concluded("R1", Outcome.ACCEPTED).state()).isEqualTo(State.DONE);
    assertThat(ledger.message("I1").orElseThrow().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aReceiptThatCannotBeInsertedTakesTheDeliveryBackWithIt() {
    delivering("I1");
    packaged("R1");
    assertThatThrownBy(() -> ledger.delivered("I1", Optional.of(receipt("R1"))))
        .isInstanceOf(LedgerException.class);
    assertThat(ledger.message("I1").orElseThrow().state()).isEqualTo(State.DELIVERING);
  }

  @Test
  void deliveryRepeatedAfterACrashMakesNoSecondReceipt() {
    Message delivering = delivering("I1");
    assertThat(ledger.delivering("I1", "I1.tmp", "I1.edi")).isEqualTo(delivering);
    Message delivered = ledger.delivered("I1", Optional.of(receipt("R1")));
    assertThat(ledger.delivered("I1", Optional.of(receipt("R2")))).isEqualTo(delivered);
    assertThat(ledger.message("R2")).isEmpty();
  }

  @Test
  void theFilesOfADeliveryNeverChange() {
    delivering("I1");
    assertThatThrownBy(() -> ledger.delivering("I1", "other.tmp", "I1.edi"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("already on its way");
  }

  @Test
  void theSameMessageAgainIsADuplicateAndItsReceiptGoesOutAgain() {
    delivering("I1");
    ledger.delivered("I1", Optional.of(receipt("R1")));
    ledger.attempt("R1");
    concluded("R1", Outcome.ACCEPTED);
    part("D2", 0, "I2");
    Message again = verified("I2", wireId("I1"), MIC);
    assertThat(again.state()).isEqualTo(State.DUPLICATE);
    assertThat(again.related()).contains("I1");
    assertThatThrownBy(() -> ledger.delivering("I2", "t", "f"))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(ledger.message("R1").orElseThrow().state()).isEqualTo(State.PACKAGED);
    ledger.attempt("R1");
    assertThat(concluded("R1", Outcome.ACCEPTED).state()).isEqualTo(State.DONE);
    assertThat(ledger.attempts("R1")).hasSize(2);
    assertThat(ledger.message("I1").orElseThrow().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void aReceiptStillOnItsWayIsNotSentTwice() {
    delivering("I1");
    ledger.delivered("I1", Optional.of(receipt("R1")));
    Instant due = ledger.message("R1").orElseThrow().due().orElseThrow();
    clock.advance(Duration.ofSeconds(99));
    part("D2", 0, "I2");
    assertThat(verified("I2", wireId("I1"), MIC).state()).isEqualTo(State.DUPLICATE);
    assertThat(ledger.message("R1").orElseThrow().due()).contains(due);
    ledger.attempt("R1");
    part("D3", 0, "I3");
    assertThat(verified("I3", wireId("I1"), MIC).state()).isEqualTo(State.DUPLICATE);
    assertThat(ledger.message("R1").orElseThrow().state()).isEqualTo(State.SENDING);
  }

  @Test
  void theSameMessageIdWithOtherContentIsAConflictAndNeverDelivered() {
    delivering("I1");
    part("D2", 0, "I2");
    Message other = verified("I2", wireId("I1"), "BBBB, sha1");
    assertThat(other.state()).isEqualTo(State.CONFLICT);
    assertThat(other.related()).contains("I1");
    assertThatThrownBy(() -> ledger.delivering("I2", "t", "f"))
        .isInstanceOf(IllegalTransitionException.class);
  }

  @Test
  void twoCopiesInOneDownloadAreDeliveredOnceWhicheverCameFirst() {
    part("D1", 0, "I1");
    part("D1", 1, "I2");
    assertThat(verified("I2", "<x@gw>", MIC).state()).isEqualTo(State.VERIFIED);
    assertThat(verified("I1", "<x@gw>", MIC).state()).isEqualTo(State.DUPLICATE);
    assertThat(verified("I2", "<x@gw>", MIC).state()).isEqualTo(State.VERIFIED);
  }

  @Test
  void aRejectedCopyDoesNotKeepAGoodOneOut() {
    part("D1", 0, "I1");
    ledger.rejected("I1", "authentication-failed", Optional.empty());
    part("D2", 0, "I2");
    assertThat(verified("I2", "<x@gw>", MIC).state()).isEqualTo(State.VERIFIED);
  }

  @Test
  void aSplitRepeatedFindsItsRows() {
    Message first = part("D1", 0, "I1");
    assertThat(ledger.part("D1", 0, CHANNEL, "other", 500, Optional.empty())).isEqualTo(first);
    assertThat(ledger.message("other")).isEmpty();
    assertThat(ledger.parts("D1")).containsExactly(first);
  }

  @Test
  void verificationRepeatedNeverTurnsADeliveredMessageBack() {
    delivering("I1");
    assertThat(verified("I1", wireId("I1"), MIC).state()).isEqualTo(State.DELIVERING);
    ledger.delivered("I1", Optional.empty());
    assertThat(verified("I1", wireId("I1"), MIC).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aRejectedPartHasItsErrorReceiptAndStaysRejectedWhenThatIsSent() {
    part("D1", 0, "I1");
    Message rejected = ledger.rejected("I1", "integrity-check-failed", Optional.of(receipt("R1")));
    assertThat(rejected.state()).isEqualTo(State.REJECTED);
    assertThat(ledger.rejected("I1", "again", Optional.of(receipt("R2"))).related()).contains("R1");
    assertThat(ledger.message("R2")).isEmpty();
    ledger.attempt("R1");
    concluded("R1", Outcome.ACCEPTED);
    assertThat(ledger.message("I1").orElseThrow().state()).isEqualTo(State.REJECTED);
  }

  @Test
  void aHeldPartIsJudgedAgain() {
    part("D1", 0, "I1");
    Message held = ledger.held("I1", "no key", now().plus(Duration.ofMinutes(5)));
    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(held.reason()).contains("no key");
    assertThat(ledger.held("I1", "still no key", now()).reason()).contains("still no key");
    assertThat(verified("I1", "<x@gw>", MIC).state()).isEqualTo(State.VERIFIED);
  }

  @Test
  void aHeldPartThatIsDiscardedIsRejectedWithoutAReceipt() {
    part("D1", 0, "I1");
    ledger.held("I1", "no key", now());
    Message discarded = ledger.discard("I1", "not for us");
    assertThat(discarded.state()).isEqualTo(State.REJECTED);
    assertThat(discarded.reason()).contains("discarded by an operator: not for us");
    assertThat(discarded.due()).isEmpty();
    assertThat(discarded.related()).isEmpty();
    assertThat(verified("I1", "<x@gw>", MIC).state()).isEqualTo(State.REJECTED);
  }

  @Test
  void aReceiptOfOursThatDidNotGoOutIsSentAgainByAnOperator() {
    delivering("I1");
    ledger.delivered("I1", Optional.of(receipt("R1")));
    ledger.attempt("R1");
    assertThat(concluded("R1", Outcome.REJECTED).state()).isEqualTo(State.FAILED);
    Message again = ledger.resend("R1", now());
    assertThat(again.state()).isEqualTo(State.PACKAGED);
    assertThat(again.messageId()).contains(wireId("R1"));
    assertThat(ledger.wire("R1")).contains(new Wire("wire-of-R1", 700));
    ledger.attempt("R1");
    concluded("R1", Outcome.HELD);
    assertThat(ledger.due(CHANNEL, 10)).isEmpty();
    ledger.release("R1");
    assertThat(ledger.due(CHANNEL, 10)).extracting(Message::id).containsExactly("R1");
    ledger.attempt("R1");
    assertThat(concluded("R1", Outcome.ACCEPTED).state()).isEqualTo(State.DONE);
    assertThat(ledger.message("I1").orElseThrow().state()).isEqualTo(State.CLOSED);
    assertThatThrownBy(() -> ledger.resend("R1", now()))
        .isInstanceOf(IllegalTransitionException.class);
  }

  @Test
  void whileOneCopyIsHeldAnotherIsDeliveredAndTheHeldOneIsThenADuplicate() {
    part("D1", 0, "I1");
    verified("I1", "<x@gw>", MIC);
    ledger.held("I1", "inbox full", now());
    part("D2", 0, "I2");
    assertThat(verified("I2", "<x@gw>", MIC).state()).isEqualTo(State.VERIFIED);
    assertThat(verified("I1", "<x@gw>", MIC).state()).isEqualTo(State.DUPLICATE);
  }

  @Test
  void aReceivedReceiptIsClosedAfterItWasJudged() {
    part("D1", 0, "I1");
    ledger.verified("I1", Kind.RECEIPT, "<r@gw>", MIC);
    Message closed = ledger.closed("I1", "settled M1");
    assertThat(closed.state()).isEqualTo(State.CLOSED);
    assertThat(closed.kind()).isEqualTo(Kind.RECEIPT);
    assertThat(ledger.closed("I1", "again").state()).isEqualTo(State.CLOSED);
  }

  @Test
  void messagesAreFoundByTheirIdOnTheWireAndByItsLocalPart() {
    Message out = packaged("M1");
    assertThat(ledger.byMessageId(CHANNEL, Direction.OUT, wireId("M1"))).contains(out);
    assertThat(ledger.byMessageId(CHANNEL, Direction.IN, wireId("M1"))).isEmpty();
    assertThat(ledger.byLocalPart(CHANNEL, Direction.OUT, "m1")).containsExactly(out);
    assertThat(ledger.byLocalPart(CHANNEL, Direction.OUT, "<M1@>")).containsExactly(out);
    assertThat(ledger.byLocalPart(CHANNEL, Direction.OUT, "M")).isEmpty();
  }

  @Test
  void aReceiptWithoutProofIsClosedAndItsReasonKeptOnceWithTheMessageItIsAbout() {
    Message about = accepted("M1");
    part("D1", 0, "I1");
    ledger.verified("I1", Kind.RECEIPT, wireId("I1"), MIC);
    for (int time = 0; time < 2; time++) {
      assertThat(ledger.closedWithoutProof("I1", "M1", "no check").state()).isEqualTo(State.CLOSED);
    }
    assertThat(ledger.message("M1")).contains(about);
    assertThat(ledger.events("M1"))
        .extracting(Event::reason)
        .containsOnlyOnce("receipt I1: no check");
  }
}
