package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A part that is tried again, and one that is sent again. */
class ComesAgainTest extends LedgerCase {
  private static final String BY_SHA1 = "AAAA, sha1";
  private static final String BY_SHA256 = "BBBB, sha256";

  @Test
  void aHeldPartThatIsTriedInVainLeavesNoLineOfIt() {
    part("D1", 0, "I1");
    Message held = ledger.held("I1", "no key", now());
    List<Event> before = ledger.events("I1");
    Instant later = now().plus(Duration.ofMinutes(10));
    assertThat(ledger.held("I1", "no key", later)).isEqualTo(held);
    assertThat(ledger.events("I1")).isEqualTo(before);
    ledger.retryUnpack("D1", now());
    List<Event> once = ledger.events("D1");
    ledger.retryUnpack("D1", later);
    assertThat(ledger.events("D1")).isEqualTo(once);
    assertThat(ledger.download("D1").orElseThrow().due()).contains(later);
  }

  @Test
  void theSameContentIsADuplicateByTheCheckInTheAlgorithmOfTheFirst() {
    Message first = first();
    part("D2", 0, "I2");
    assertThat(verified("I2", first, BY_SHA256, BY_SHA1).state()).isEqualTo(State.DUPLICATE);
  }

  @Test
  void otherContentIsAConflictInWhicheverAlgorithm() {
    Message first = first();
    part("D2", 0, "I2");
    assertThat(verified("I2", first, BY_SHA256, "CCCC, sha1").state()).isEqualTo(State.CONFLICT);
  }

  private Message first() {
    part("D1", 0, "I1");
    Message first = ledger.verified("I1", Kind.INTERCHANGE, "<x@gw>", BY_SHA1);
    ledger.delivering("I1", "I1.tmp", "I1.edi");
    return ledger.delivered(first.id(), Optional.empty());
  }

  private Message verified(String id, Message first, String mic, String same) {
    return ledger.verified(id, Kind.INTERCHANGE, first.messageId().orElseThrow(), mic, mic, same);
  }
}
