package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to one message, each time with a row that says so. */
class OperatorCommandsTest {
  private static final String AGAIN = "01JQ0000000000000000000009";

  @TempDir Path folder;

  private SampleHome sample;
  private Cli cli;

  @BeforeEach
  void fill() throws IOException {
    sample = new SampleHome(folder).withMessages();
    cli = new Cli(folder);
    try (Ledger ledger =
        Ledger.open(sample.home.ledger(), Clock.fixed(SampleHome.YESTERDAY, ZoneOffset.UTC))) {
      Message held =
          ledger.claim(
              new NewClaim(
                  AGAIN,
                  "cig",
                  "arrival-again.edi",
                  "a".repeat(64),
                  100,
                  Optional.empty(),
                  Duration.ofDays(30)));
      assertThat(held.state()).isEqualTo(State.DUPLICATE_HELD);
    }
  }

  @Test
  void aHeldDuplicateThatIsReleasedGoesOnToBePacked() {
    Cli.Result result = cli.run("release", AGAIN, "--yes");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("DUPLICATE_HELD").contains("CLAIMED");
    assertThat(state(AGAIN)).isEqualTo(State.CLAIMED);
  }

  @Test
  void aHeldDuplicateThatIsDiscardedKeepsTheReason() {
    assertThat(cli.run("discard", AGAIN, "--yes", "--reason", "my mistake").exitCode()).isZero();
    assertThat(state(AGAIN)).isEqualTo(State.FAILED);
    try (Ledger ledger = Ledger.read(sample.home.ledger())) {
      assertThat(ledger.events(AGAIN)).last().asString().contains("my mistake");
    }
  }

  @Test
  void aFailedMessageIsSentAgainUnderTheSameMessageId() {
    assertThat(cli.run("resend", SampleHome.FAILED, "--yes").exitCode()).isZero();
    try (Ledger ledger = Ledger.read(sample.home.ledger())) {
      Message message = ledger.message(SampleHome.FAILED).orElseThrow();
      assertThat(message.state()).isEqualTo(State.PACKAGED);
      assertThat(message.messageId()).contains("<" + SampleHome.FAILED + "@broker.example>");
      assertThat(message.due()).isPresent();
    }
  }

  @Test
  void whatIsProvedReceivedIsNotSentAgain() {
    Cli.Result result = cli.run("resend", SampleHome.DONE, "--yes");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(result.err()).contains("DONE");
    assertThat(state(SampleHome.DONE)).isEqualTo(State.DONE);
  }

  @Test
  void withNobodyAtTheTerminalTheConfirmationMustBeOnTheCommandLine() {
    Cli.Result result = cli.run("release", AGAIN);
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--yes");
    assertThat(state(AGAIN)).isEqualTo(State.DUPLICATE_HELD);
  }

  @Test
  void anUnknownIdIsSaidAndNothingIsMade() {
    assertThat(cli.run("discard", "01ZZ", "--yes").exitCode()).isEqualTo(ExitCode.NO_INPUT);
  }

  private State state(String id) {
    try (Ledger ledger = Ledger.read(sample.home.ledger())) {
      return ledger.message(id).orElseThrow().state();
    }
  }
}
