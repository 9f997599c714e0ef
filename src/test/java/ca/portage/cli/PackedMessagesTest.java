package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Order;
import ca.portage.ledger.State;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was packed with a reported key goes out no more, whatever it is and may have become of it.
 */
class PackedMessagesTest {
  @TempDir Path folder;

  @Test
  void receiptsAndWhatMayHaveArrivedAreHeldTooAndSayWhatToDo() throws Exception {
    SampleHome sample = new SampleHome(folder).withMessages();
    try (Ledger ledger = Ledger.open(sample.home.ledger(), Clock.systemUTC())) {
      ledger.attempt(SampleHome.PACKAGED);
      assertThat(state(ledger, SampleHome.PACKAGED)).isEqualTo(State.SENDING);
      assertThat(state(ledger, SampleHome.RECEIPT)).isEqualTo(State.PACKAGED);

      assertThat(
              PackedMessages.hold(
                  ledger,
                  "cig",
                  id -> new Order("ann", "compromised", id, Optional.empty(), "stolen"),
                  Cli.NOW))
          .extracting(Message::id)
          .containsExactlyInAnyOrder(SampleHome.PACKAGED, SampleHome.RECEIPT);

      assertThat(reason(ledger, SampleHome.PACKAGED)).contains("it may have arrived", "resubmit");
      assertThat(reason(ledger, SampleHome.RECEIPT)).contains("a receipt is made once");
      assertThat(state(ledger, SampleHome.PACKAGED)).isEqualTo(State.HELD);
      assertThat(state(ledger, SampleHome.RECEIPT)).isEqualTo(State.HELD);
      assertThat(state(ledger, SampleHome.DONE)).isEqualTo(State.DONE);
    }
  }

  private static State state(Ledger ledger, String id) {
    return ledger.message(id).orElseThrow().state();
  }

  private static String reason(Ledger ledger, String id) {
    return ledger.message(id).orElseThrow().reason().orElseThrow();
  }
}
