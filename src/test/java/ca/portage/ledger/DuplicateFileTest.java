package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuplicateFileTest extends LedgerCase {

  @Test
  void theSameContentIsHeldAndNamesTheFirst() {
    claimed("M1");
    Message second = ledger.claim(claim("M2", "sha-of-M1", null));
    assertThat(second.state()).isEqualTo(State.DUPLICATE_HELD);
    assertThat(second.related()).contains("M1");
    assertThat(second.reason()).contains("same content as message M1 (M1.edi)");
    assertThat(ledger.due(CHANNEL, 10)).isEmpty();
  }

  @Test
  void theSameInterchangeReferenceIsHeldAlthoughTheContentDiffers() {
    ledger.claim(claim("M1", "a", "BROKER/4711"));
    Message second = ledger.claim(claim("M2", "b", "BROKER/4711"));
    assertThat(second.state()).isEqualTo(State.DUPLICATE_HELD);
    assertThat(second.reason().orElseThrow()).startsWith("same interchange reference");
    assertThat(ledger.claim(claim("M3", "c", "BROKER/4712")).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void filesWithoutAReferenceAreNotDuplicatesOfEachOther() {
    ledger.claim(claim("M1", "a", null));
    assertThat(ledger.claim(claim("M2", "b", null)).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void anotherChannelIsAnotherGateway() {
    claimed("M1");
    NewClaim other =
        new NewClaim("M2", "other", "x.edi", "sha-of-M1", 100, Optional.empty(), WINDOW);
    assertThat(ledger.claim(other).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void outsideTheWindowTheSameContentIsNew() {
    claimed("M1");
    clock.advance(WINDOW.plusMillis(1));
    assertThat(ledger.claim(claim("M2", "sha-of-M1", null)).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void atTheEdgeOfTheWindowItIsStillADuplicate() {
    claimed("M1");
    clock.advance(WINDOW);
    assertThat(ledger.claim(claim("M2", "sha-of-M1", null)).state())
        .isEqualTo(State.DUPLICATE_HELD);
  }

  @Test
  void withoutAWindowNothingIsADuplicate() {
    claimed("M1");
    NewClaim again =
        new NewClaim("M2", CHANNEL, "x", "sha-of-M1", 100, Optional.empty(), Duration.ZERO);
    assertThat(ledger.claim(again).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void whatFailedBeforeItWasSentIsNoOriginal() {
    claimed("M1");
    ledger.fail("M1", State.FAILED, "no envelope");
    assertThat(ledger.claim(claim("M2", "sha-of-M1", null)).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void whatFailedWithoutAByteLeavingIsNoOriginal() {
    sending("M1");
    concluded("M1", Outcome.NOT_SENT);
    ledger.fail("M1", State.FAILED, "given up");
    assertThat(ledger.claim(claim("M2", "sha-of-M1", null)).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void whatFailedAfterItWasSentIsAnOriginal() {
    sending("M1");
    concluded("M1", Outcome.REJECTED);
    assertThat(ledger.claim(claim("M2", "sha-of-M1", null)).state())
        .isEqualTo(State.DUPLICATE_HELD);
  }

  @Test
  void whatWasDiscardedIsNoOriginal() {
    claimed("M1");
    ledger.claim(claim("M2", "sha-of-M1", "REF/1"));
    Message discarded = ledger.discard("M2", "sent twice");
    assertThat(discarded.state()).isEqualTo(State.FAILED);
    assertThat(discarded.reason()).contains("discarded by an operator: sent twice");
    assertThat(ledger.claim(claim("M3", "other", "REF/1")).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void aReleasedDuplicateGoesOnAsClaimed() {
    claimed("M1");
    ledger.claim(claim("M2", "sha-of-M1", null));
    assertThat(ledger.release("M2").state()).isEqualTo(State.CLAIMED);
    assertThatThrownBy(() -> ledger.release("M2")).isInstanceOf(IllegalTransitionException.class);
  }

  @Test
  void aClaimRepeatedAfterACrashFindsItsRow() {
    Message first = claimed("M1");
    clock.advance(Duration.ofMinutes(1));
    assertThat(claimed("M1")).isEqualTo(first);
    ledger.packaged("M1", wireId("M1"), "AAAA, sha1", "w", 1, now());
    assertThat(claimed("M1").state()).isEqualTo(State.PACKAGED);
    assertThat(ledger.events("M1")).hasSize(2);
  }

  @Test
  void aClaimRepeatedWithOtherBytesIsRefused() {
    claimed("M1");
    assertThatThrownBy(() -> ledger.claim(claim("M1", "other", null)))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("M1.edi");
  }

  @Test
  void aFileDroppedAThousandTimesAtOnceIsSentOnce() throws InterruptedException {
    List<Thread> droppers =
        IntStream.range(0, 20).mapToObj(n -> new Thread(() -> dropFifty("M" + n + "-"))).toList();
    droppers.forEach(Thread::start);
    for (Thread dropper : droppers) {
      dropper.join();
    }
    assertThat(ledger.counts(CHANNEL))
        .containsEntry(State.CLAIMED, 1)
        .containsEntry(State.DUPLICATE_HELD, 999);
  }

  private void dropFifty(String prefix) {
    for (int i = 0; i < 50; i++) {
      ledger.claim(claim(prefix + i, "same", null));
    }
  }
}
