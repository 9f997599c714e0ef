package ca.portage.app;

import static ca.portage.app.VerdictStage.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ca.portage.content.Content;
import ca.portage.hostile.RawEnvelope;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Event;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is held because the fault may be ours, and what becomes of it (reliability P5). */
class HeldPartsTest {
  private static final Duration NEXT_DAY = Duration.ofHours(25);
  private static final Duration NEXT_WEEK = Duration.ofDays(8);
  private static final int LIMIT_OF_THE_BACKLOG = 100;

  @TempDir Path folder;

  @Test
  void whatCouldNotBeBelievedWhenItCameIsNotBelievedLaterAndIsGivenUpInTheEnd() throws Exception {
    try (VerdictStage stage = new VerdictStage(folder, "sha1")) {
      stage.prepare(1);
      Message message = stage.message(stage.accepted());
      Given given = stage.given(message);
      String early = stage.offer(message, given.signedBy(given.who().early()).get(0));
      String foreign = "<foreign@gateway.example>";
      stage.offer(foreign, Optional.empty(), forSomebodyElse(given));
      assertThat(List.of(stage.judged(early), stage.judged(foreign)))
          .extracting(Message::state)
          .containsOnly(State.HELD);
      List<Event> events = stage.home().ledger().events(stage.judged(early).id());

      stage.home().stop();
      setHoldMax("7d");
      Instant restarted = Instant.now().plus(NEXT_DAY);
      stage.home().start(Clock.offset(Clock.systemUTC(), NEXT_DAY));
      soon().until(() -> isTried(stage, early, restarted) && isTried(stage, foreign, restarted));
      // The control: whoever judges by the present hour believes the signer now.
      assertThatCode(() -> given.who().early().certificate().checkValidity(Date.from(restarted)))
          .doesNotThrowAnyException();
      assertThat(stage.judged(early).state()).isEqualTo(State.HELD);
      assertThat(stage.home().ledger().events(stage.judged(early).id()))
          .as("a try that changes nothing leaves no line")
          .isEqualTo(events);
      assertThat(now(stage, message).state()).isNotEqualTo(State.DONE);

      stage.home().stop();
      stage.home().start(Clock.offset(Clock.systemUTC(), NEXT_WEEK));
      soon().until(() -> stage.judged(early).state() == State.REJECTED);
      soon().until(() -> stage.judged(foreign).state() == State.REJECTED);
      assertThat(stage.judged(early).reason().orElseThrow())
          .contains("not valid before", "holdMax");
      assertThat(now(stage, message).state()).isNotEqualTo(State.DONE);
      soon().until(() -> receipts(stage).stream().anyMatch(r -> r.state() == State.DONE));
      assertThat(receipts(stage)).as("who asked is told, who sent a receipt is not").hasSize(1);
    }
  }

  @Test
  void partsThatAnybodyCanMakeDoNotStopTheMail() throws Exception {
    try (VerdictStage stage = new VerdictStage(folder, "sha1")) {
      stage.prepare(1);
      Given given = stage.given(stage.message(stage.accepted()));
      byte[] foreign = forSomebodyElse(given);
      for (int i = 0; i <= LIMIT_OF_THE_BACKLOG; i++) {
        stage.offer("<foreign." + i + "@gateway.example>", Optional.empty(), foreign);
      }
      soon().until(() -> held(stage) > LIMIT_OF_THE_BACKLOG);

      stage
          .home()
          .gateway()
          .offer(
              stage.home().home().sender(),
              Content.of(Given.bytes("TEST9001 A REPLY\r\n")),
              "application/edi-consent");
      soon().until(() -> stage.home().delivered().size() == 1);
    }
  }

  /** Whether its download was gone through since then, and waits for the next time. */
  private static boolean isTried(VerdictStage stage, String id, Instant since) {
    return stage
        .home()
        .ledger()
        .download(stage.judged(id).download().orElseThrow())
        .flatMap(Download::due)
        .filter(since.plusSeconds(60)::isBefore)
        .isPresent();
  }

  private static byte[] forSomebodyElse(Given given) throws Exception {
    return RawEnvelope.seal(
        given.signed(given.report().bytes()).bytes(), given.who().sibling().certificate());
  }

  private void setHoldMax(String length) throws Exception {
    Path profile = folder.resolve("config/profiles/cig-2026.yaml");
    String text = Files.readString(profile);
    assertThat(text).contains("holdMax: 24h");
    Files.writeString(profile, text.replace("holdMax: 24h", "holdMax: " + length));
  }

  private static long held(VerdictStage stage) {
    return stage.home().messages(Direction.IN, Kind.INTERCHANGE).stream()
        .filter(m -> m.state() == State.HELD)
        .count();
  }

  private static Message now(VerdictStage stage, Message message) {
    return stage.home().ledger().message(message.id()).orElseThrow();
  }

  private static List<Message> receipts(VerdictStage stage) {
    return stage.home().messages(Direction.OUT, Kind.RECEIPT);
  }
}
