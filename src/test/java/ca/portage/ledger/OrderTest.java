package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator orders is kept with who, when, what and why, or does not happen. */
class OrderTest extends LedgerCase {

  @Test
  void anOrderIsKeptInTheCommitThatCarriesItOut() {
    sending("M1");
    concluded("M1", Outcome.HELD);
    clock.advance(Duration.ofMinutes(5));
    long commits = ledger.commits();
    ledger.by(order("release", State.HELD)).release("M1");
    assertThat(ledger.commits()).isEqualTo(commits + 1);
    assertThat(ledger.audits("M1"))
        .containsExactly(new Audit(now(), "ann", "release", "M1", "HELD to PACKAGED", "why"));
  }

  @Test
  void anOrderForAMessageThatChangedMeanwhileDoesNothing() {
    sending("M1");
    concluded("M1", Outcome.AMBIGUOUS);
    ledger.attempt("M1");
    concluded("M1", Outcome.ACCEPTED);
    assertThatThrownBy(() -> ledger.by(order("resend", State.AMBIGUOUS)).resend("M1", now()))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("is ACCEPTED");
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.ACCEPTED);
    assertThat(ledger.audits("M1")).isEmpty();
    ledger.resend("M1", now());
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.PACKAGED);
  }

  @Test
  void anOrderThatIsRefusedLeavesNoRow() {
    packaged("M1");
    assertThatThrownBy(() -> ledger.by(order("release", State.PACKAGED)).release("M1"))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(ledger.audits("M1")).isEmpty();
  }

  @Test
  void aMessageSubmittedAnewIsAMessageOfItsOwnAndBothSayWhoOrderedIt() {
    failed();
    Message anew = ledger.by(order("resubmit", State.FAILED)).resubmit("M1", same("M2"));
    assertThat(anew.state()).isEqualTo(State.CLAIMED);
    assertThat(anew.related()).contains("M1");
    assertThat(anew.messageId()).isEmpty();
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.FAILED);
    assertThat(ledger.audits("M1"))
        .extracting(Audit::result)
        .containsExactly("submitted anew as message M2");
    assertThat(ledger.audits("M2")).extracting(Audit::result).containsExactly("NEW to CLAIMED");
    Message packaged = ledger.packaged("M2", wireId("M2"), "AAAA, sha1", "w", 1, now());
    assertThat(packaged.messageId()).contains(wireId("M2"));
  }

  @Test
  void aMessageIsSubmittedAnewOnceUntilThatOneHasFailedToo() {
    failed();
    ledger.resubmit("M1", same("M2"));
    assertThatThrownBy(() -> ledger.resubmit("M1", same("M3")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("as message M2, which is CLAIMED");
    ledger.fail("M2", State.FAILED, "no envelope");
    assertThat(ledger.resubmit("M1", same("M3")).state()).isEqualTo(State.CLAIMED);
  }

  @Test
  void otherBytesAreNotTheMessageAnew() {
    failed();
    NewClaim other =
        new NewClaim("M2", CHANNEL, "x", "other", 100, Optional.empty(), Duration.ZERO);
    assertThatThrownBy(() -> ledger.resubmit("M1", other))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("not what was claimed");
    assertThat(ledger.message("M2")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_SENT", "AMBIGUOUS", "ACCEPTED", "HELD"})
  void whatMayStillGoOutOrBeSettledIsNotSubmittedAnew(Outcome outcome) {
    sending("M1");
    concluded("M1", outcome);
    assertThatThrownBy(() -> ledger.resubmit("M1", same("M2")))
        .isInstanceOf(IllegalTransitionException.class);
    assertThat(ledger.message("M2")).isEmpty();
  }

  @Test
  void aReleasedPartIsOpenedAtOnceAndNotWhenItsDownloadWasDue() {
    part("D1", 0, "I1");
    ledger.held("I1", "no key", now().plus(Duration.ofMinutes(10)));
    ledger.retryUnpack("D1", now().plus(Duration.ofMinutes(10)));
    assertThat(ledger.dueDownloads(CHANNEL, 5)).isEmpty();
    ledger.release("I1");
    assertThat(ledger.dueDownloads(CHANNEL, 5)).hasSize(1);
  }

  private void failed() {
    sending("M1");
    concluded("M1", Outcome.REJECTED);
  }

  private static NewClaim same(String id) {
    return new NewClaim(
        id, CHANNEL, "M1.edi", "sha-of-M1", 100, Optional.empty(), Duration.ofDays(30));
  }

  private static Order order(String action, State seen) {
    return new Order("ann", action, "M1", Optional.of(seen), "why");
  }
}
