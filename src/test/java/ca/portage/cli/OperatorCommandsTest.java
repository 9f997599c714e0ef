package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Meta;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.State;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to one message, each time with a row that says so. */
class OperatorCommandsTest {
  private static final String AGAIN = "01JQ0000000000000000000009";
  private static final String FAILED_ONE = "01JQ0000000000000000000008";

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
  void whoDidWhatWhenAndWhyIsShownWithTheMessage() {
    cli.run("release", AGAIN, "--yes", "--reason", "second shipment");
    assertThat(cli.run("show", AGAIN).out())
        .contains("Ordered by operators")
        .contains("2026-03-02T14:30:00")
        .contains(Operator.name(Map.of()))
        .contains("release")
        .contains("DUPLICATE_HELD to CLAIMED")
        .contains("second shipment");
    assertThat(cli.run("show", AGAIN, "--json").out())
        .contains("\"action\":\"release\"")
        .contains("\"reason\":\"second shipment\"");
  }

  @Test
  void aDryRunSaysWhatWouldHappenAndChangesNothing() {
    for (String word : List.of("release", "discard")) {
      Cli.Result result = cli.run(word, AGAIN, "--dry-run", "--yes");
      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains(word + ": ").contains("nothing was changed");
    }
    assertThat(cli.run("release", AGAIN, "--dry-run").out())
        .contains("Message-ID of its own")
        .contains("same content as message " + SampleHome.DONE);
    assertThat(cli.run("resend", SampleHome.FAILED, "-n").out())
        .contains("<" + SampleHome.FAILED + "@broker.example>")
        .contains("sent once before");
    assertThat(state(AGAIN)).isEqualTo(State.DUPLICATE_HELD);
    try (Ledger ledger = Ledger.read(sample.home.ledger())) {
      assertThat(ledger.audits(AGAIN)).isEmpty();
    }
  }

  @Test
  void aMessageIsSubmittedAnewFromItsOwnBytesUnderANewId() throws IOException {
    failedWithPayload();
    Cli.Result result = cli.run("resubmit", FAILED_ONE, "--yes", "--reason", "old certificate");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(state(FAILED_ONE)).isEqualTo(State.FAILED);
    Message made = claimed();
    assertThat(made.related()).contains(FAILED_ONE);
    assertThat(made.messageId()).isEmpty();
    Path spool = sample.home.spool().resolve("out").resolve(made.id());
    assertThat(spool.resolve("payload")).hasContent("the file");
    assertThat(Meta.message(Content.of(spool.resolve("meta.json")))).isEqualTo(made);
    assertThat(cli.run("show", made.id()).out()).contains("resubmit").contains("old certificate");
    assertThat(cli.run("show", FAILED_ONE).out())
        .contains("submitted anew as message " + made.id());
  }

  @Test
  void aSecondResubmissionIsRefusedAndLeavesNothingInTheSpool() throws IOException {
    failedWithPayload();
    cli.run("resubmit", FAILED_ONE, "--yes");
    Cli.Result again = cli.run("resubmit", FAILED_ONE, "--yes");
    assertThat(again.exitCode()).isEqualTo(ExitCode.DATA);
    assertThat(again.err()).contains("submitted anew before, as message " + claimed().id());
    assertThat(sample.home.spool().resolve("out").toFile().list()).hasSize(2);
  }

  @Test
  void aPersonIsAskedAndOnlyTheWholeWordYesCounts() throws Exception {
    for (String answer : List.of("y", "", "no", "yes please")) {
      assertThat(ask(answer, "")).contains("nothing was changed");
    }
    assertThat(state(AGAIN)).isEqualTo(State.DUPLICATE_HELD);
    assertThat(ask("yes", "two shipments")).contains("two shipments");
    assertThat(state(AGAIN)).isEqualTo(State.CLAIMED);
  }

  @Test
  void aMessageThatChangedWhileThePersonThoughtIsLeftAlone() throws Exception {
    Person slow =
        question -> {
          if (!question.startsWith("Why")) {
            discardBesideIt();
          }
          return Optional.of("yes");
        };
    assertThatThrownBy(() -> action(slow, new StringWriter()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("has become FAILED meanwhile");
    assertThat(state(AGAIN)).isEqualTo(State.FAILED);
  }

  private void discardBesideIt() {
    try (Ledger service = Ledger.open(sample.home.ledger(), Clock.systemUTC())) {
      service.discard(AGAIN, "by somebody else");
    }
  }

  private String ask(String confirmation, String reason) throws Exception {
    StringWriter out = new StringWriter();
    Person person = question -> Optional.of(question.startsWith("Why") ? reason : confirmation);
    assertThat(action(person, out)).isZero();
    return out.toString();
  }

  private int action(Person person, StringWriter out) throws Exception {
    OrderOptions options = new OrderOptions();
    options.id = AGAIN;
    Session session = cli.session(out, new StringWriter());
    return new OperatorAction(session, sample.home, Optional.of(person))
        .apply(options, new Release());
  }

  private void failedWithPayload() throws IOException {
    Path folder = Files.createDirectories(sample.home.spool().resolve("out").resolve(FAILED_ONE));
    Files.writeString(folder.resolve("payload"), "the file");
    String sha256 = Sha256.of(Content.of(folder.resolve("payload"))).sha256Hex();
    try (Ledger ledger = Ledger.open(sample.home.ledger(), Clock.systemUTC())) {
      ledger.claim(
          new NewClaim(
              FAILED_ONE, "cig", "query.edi", sha256, 8, Optional.empty(), Duration.ofDays(30)));
      ledger.fail(FAILED_ONE, State.FAILED, "the certificate of the gateway has ended");
    }
  }

  private Message claimed() {
    try (Ledger ledger = Ledger.read(sample.home.ledger())) {
      Filter claimed =
          new Filter(
              Optional.of("cig"),
              Optional.of(State.CLAIMED),
              Optional.empty(),
              Optional.empty(),
              5);
      return ledger.messages(claimed).get(0);
    }
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
