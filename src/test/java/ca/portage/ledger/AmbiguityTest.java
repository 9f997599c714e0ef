package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the ledger tells of messages nobody knows the end of, and of the receipt queue. */
class AmbiguityTest extends LedgerCase {

  @Test
  void anAmbiguousMessageKnowsItsFirstAndItsLastAttempt() {
    Instant first = now();
    sending("M1");
    concluded("M1", Outcome.AMBIGUOUS);
    clock.advance(Duration.ofMinutes(1));
    ledger.attempt("M1");
    clock.advance(Duration.ofSeconds(7));
    concluded("M1", Outcome.AMBIGUOUS);
    assertThat(ledger.ambiguous(CHANNEL))
        .containsExactly(new Ambiguity("M1", Kind.INTERCHANGE, first, first, now()));
    assertThat(ledger.ambiguous("other")).isEmpty();
    assertThat(ledger.attempts("M1")).allMatch(Attempt::uncertain);
  }

  @Test
  void onlyPollsAnsweredInFullCount() {
    poll("empty");
    ledger.ended("empty", DownloadState.EMPTY, "204");
    Instant empty = now();
    poll("whole");
    ledger.stored("whole", 100, "sha", true);
    Instant whole = now();
    poll("cut");
    ledger.stored("cut", 100, "sha2", false);
    poll("refused");
    ledger.ended("refused", DownloadState.FAILED, "403");
    poll("lost");
    ledger.ended("lost", DownloadState.UNKNOWN, "reset");
    poll("open");
    assertThat(ledger.answeredPolls(CHANNEL, Instant.EPOCH, 10)).containsExactly(whole, empty);
    assertThat(ledger.answeredPolls(CHANNEL, empty, 10)).containsExactly(whole);
    assertThat(ledger.answeredPolls(CHANNEL, Instant.EPOCH, 1)).containsExactly(whole);
  }

  @Test
  void anAnswerIsUnreadUntilItWasGoneThrough() {
    part("D1", 0, "P1");
    assertThat(ledger.unread(CHANNEL)).extracting(Download::id).containsExactly("D1");
    ledger.verified("P1", Kind.RECEIPT, wireId("P1"), "AAAA, sha1");
    assertThat(ledger.unread(CHANNEL)).hasSize(1);
    ledger.closed("P1", "settled");
    ledger.unpacked("D1");
    assertThat(ledger.unread(CHANNEL)).isEmpty();
  }

  @Test
  void aPartThatIsHeldOrWaitsForTheInboxHidesNoReceipt() {
    part("D1", 0, "P1");
    part("D1", 1, "P2");
    ledger.held("P1", "no key", now().plus(Duration.ofMinutes(10)));
    verified("P2", wireId("P2"), "AAAA, sha1");
    ledger.retryUnpack("D1", now().plus(Duration.ofMinutes(1)));
    assertThat(ledger.unread(CHANNEL)).isEmpty();
    ledger.release("P1");
    assertThat(ledger.unread(CHANNEL)).hasSize(1);
  }

  @Test
  void aReceiptThatIsVerifiedButNotJudgedIsUnread() {
    part("D1", 0, "P1");
    ledger.verified("P1", Kind.RECEIPT, wireId("P1"), "AAAA, sha1");
    ledger.retryUnpack("D1", now().plus(Duration.ofMinutes(1)));
    assertThat(ledger.unread(CHANNEL)).hasSize(1);
  }

  @Test
  void anAnswerThatCouldNotBeTakenApartIsUnread() {
    poll("D1");
    ledger.stored("D1", 100, "sha", true);
    ledger.retryUnpack("D1", now().plus(Duration.ofMinutes(1)));
    assertThat(ledger.unread(CHANNEL)).hasSize(1);
  }

  @Test
  void anAttemptThatAStopCutOffIsUncertainToo() {
    sending("M1");
    ledger.recover(CHANNEL, now());
    assertThat(ledger.attempts("M1")).singleElement().matches(Attempt::uncertain);
    assertThat(ledger.ambiguous(CHANNEL)).hasSize(1);
    assertThat(ledger.attempts("M1").get(0).outcome()).isEqualTo(Optional.of("process ended"));
  }

  private void poll(String id) {
    clock.advance(Duration.ofSeconds(1));
    ledger.openDownload(id, CHANNEL, "<poll-" + id + "@broker.example>");
  }
}
