package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was told is not told again by a step that is repeated, nor after a restart. */
class ToldOnceTest extends LedgerCase {

  @Test
  void aMessageAcrossARestartIsToldAmbiguousOnce() {
    sending("M1");
    for (int start = 0; start < 3; start++) {
      reopen();
      telling("M1").recover(CHANNEL, now());
    }
    assertThat(texts()).containsExactly("M1");
  }

  @Test
  void aHeldDuplicateIsToldOnceThoughItsClaimIsRepeated() {
    claimed("M0");
    for (int start = 0; start < 3; start++) {
      telling("M1").claim(claim("M1", "sha-of-M0", null));
      reopen();
    }
    assertThat(texts()).containsExactly("M1");
  }

  @Test
  void aPartThatIsHeldAgainAndAgainIsToldOnce() {
    part("D1", 0, "M1");
    for (int attempt = 0; attempt < 3; attempt++) {
      telling("M1").held("M1", "no key", now());
    }
    assertThat(texts()).containsExactly("M1");
  }

  @Test
  void whatChangesNothingTellsNothing() {
    accepted("M1");
    ledger.settle("M1", State.DONE, "");
    telling("M1").settle("M1", State.PEER_ERROR, "late");
    telling("M1").fail("M1", State.HELD, "late");
    assertThat(texts()).isEmpty();
  }

  @Test
  void anotherMessageThatMovesInTheSameCommitIsNotToldOf() {
    delivering("M1");
    telling("R1").delivered("M1", Optional.of(receipt("R1")));
    assertThat(texts()).containsExactly("R1");
  }

  @Test
  void aReminderIsToldOnceUntilTheMessageChanges() {
    accepted("M1");
    for (int look = 0; look < 3; look++) {
      ledger.alertOnce(CHANNEL, "M1", "late");
      reopen();
    }
    assertThat(texts()).containsExactly("late");
    clock.advance(Duration.ofHours(1));
    ledger.resend("M1", now());
    ledger.attempt("M1");
    concluded("M1", Outcome.ACCEPTED);
    ledger.alertOnce(CHANNEL, "M1", "late");
    assertThat(texts()).containsExactly("late", "late");
  }

  @Test
  void aReceiptThatSurprisesIsFiledUnderTheMessageItIsAbout() {
    part("D1", 0, "I1");
    ledger.telling(Notice.of(CHANNEL, "I1", "late").about("M1")).rejected("I1", "", none());
    assertThat(ledger.alerts(5)).extracting(Alert::id).containsExactly(Optional.of("M1"));
  }

  private static Optional<NewReceipt> none() {
    return Optional.empty();
  }

  private Transitions telling(String id) {
    return ledger.telling(Notice.of(CHANNEL, id, id));
  }

  private List<String> texts() {
    return ledger.alerts(10).stream().map(Alert::text).toList();
  }
}
