package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest extends LedgerCase {

  @Test
  void whatWasSendingWhenTheProcessEndedIsAmbiguousAndDueLater() {
    sending("M1");
    reopen();
    Instant due = now().plus(Duration.ofMinutes(15));
    assertThat(ledger.recover(CHANNEL, due)).isEqualTo(1);
    Message message = ledger.message("M1").orElseThrow();
    assertThat(message.state()).isEqualTo(State.AMBIGUOUS);
    assertThat(message.due()).contains(due);
    assertThat(ledger.attempts("M1"))
        .singleElement()
        .satisfies(a -> assertThat(a.outcome()).contains("process ended"))
        .satisfies(a -> assertThat(a.ended()).isPresent());
    assertThat(ledger.recover(CHANNEL, due)).isZero();
  }

  @Test
  void anAttemptThatWasSettledBeforeItsAnswerIsEndedAndTheMessageStaysDone() {
    sending("M1");
    ledger.settle("M1", State.DONE, "receipt");
    reopen();
    assertThat(ledger.recover(CHANNEL, now())).isZero();
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.DONE);
    assertThat(ledger.attempts("M1").get(0).outcome()).contains("process ended");
  }

  @Test
  void aPollWithoutAStoredAnswerIsUnknownAndItsSalvagedBytesAreStillTaken() {
    ledger.openDownload("D1", CHANNEL, "<poll@broker.example>");
    reopen();
    assertThat(ledger.recover(CHANNEL, now())).isEqualTo(1);
    assertThat(ledger.download("D1").orElseThrow().state()).isEqualTo(DownloadState.UNKNOWN);
    Download salvaged = ledger.stored("D1", 123, "sha", false);
    assertThat(salvaged.state()).isEqualTo(DownloadState.STORED);
    assertThat(salvaged.complete()).isFalse();
  }

  @Test
  void everyOtherStateIsLeftAsItWas() {
    claimed("M1");
    packaged("M2");
    accepted("M3");
    part("D1", 0, "I1");
    delivering("I2");
    var before = ledger.messages(Filter.newest(100));
    reopen();
    ledger.recover(CHANNEL, now());
    assertThat(ledger.messages(Filter.newest(100))).isEqualTo(before);
  }

  @Test
  void anotherChannelIsNotTouched() {
    sending("M1");
    assertThat(ledger.recover("other", now())).isZero();
    assertThat(ledger.message("M1").orElseThrow().state()).isEqualTo(State.SENDING);
  }

  @Test
  void anAmbiguousMessageOfADeadProcessMayStillBeRefusedWithoutBeingCalledFailed() {
    sending("M1");
    ledger.recover(CHANNEL, now());
    ledger.attempt("M1");
    Conclusion refused =
        new Conclusion(Outcome.REJECTED, Optional.of(403), "forbidden", Optional.empty());
    assertThat(ledger.conclude("M1", refused).state()).isEqualTo(State.HELD);
  }
}
