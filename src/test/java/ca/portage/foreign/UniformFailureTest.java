package ca.portage.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.cms.Digest;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Outgoing;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whatever keeps a message from being opened, sender, ledger and log see one and the same failure
 * (reliability E11, E13, E15); that the time is the same shows the cms room's own test.
 */
class UniformFailureTest {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("ca.portage");
  private static final String ULID = "[0-9A-HJKMNP-TV-Z]{26}";

  @TempDir Path folder;

  @Test
  void everyFailureToDecryptGivesOneAnswerOneReasonAndOneLogLine() throws Exception {
    ListAppender<ILoggingEvent> log = listen();
    try (ForeignHome home = new ForeignHome(folder, Map.of())) {
      byte[] part = MimeText.part(ForeignForms.payload("honest"));
      byte[] entity = entity(home, part, part);
      Map<String, Outgoing> broken = new LinkedHashMap<>();
      for (Map.Entry<String, byte[]> each : BrokenEnvelopes.all(home.keys(), entity).entrySet()) {
        broken.put(each.getKey(), offer(home, each.getKey(), each.getValue(), part));
      }
      Map<String, Outgoing> decrypted = new LinkedHashMap<>();
      for (Map.Entry<String, byte[]> each :
          UnprovedMessages.all(home.keys(), part, entity).entrySet()) {
        byte[] wire = sealed(home, each.getValue());
        decrypted.put(each.getKey(), offer(home, each.getKey(), wire, part));
      }
      Outgoing control = offer(home, "control", changedInside(home, part), part);
      home.start();
      broken.forEach((name, outgoing) -> rejected(home, name, outgoing));
      decrypted.forEach((name, outgoing) -> rejected(home, name, outgoing));
      rejected(home, "control", control);

      Set<String> reasons = new TreeSet<>();
      Set<String> answers = new TreeSet<>();
      broken.forEach(
          (name, outgoing) -> {
            reasons.add(home.received(outgoing).get(0).reason().orElseThrow());
            answers.add(home.now(outgoing).acknowledgement().orElseThrow().disposition());
          });
      assertThat(reasons).hasSize(1).first().asString().contains("could not be decrypted");
      assertThat(answers).hasSize(1).first().asString().endsWith("decryption-failed");
      decrypted.forEach(
          (name, outgoing) -> {
            answers.add(home.now(outgoing).acknowledgement().orElseThrow().disposition());
            assertThat(home.received(outgoing).get(0).reason().orElseThrow())
                .as("what the operator reads of: %s", name)
                .contains(name);
          });
      assertThat(answers).hasSize(1);
      Set<String> ids = ids(home, broken.values().stream().toList());
      assertThat(lines(home, ids)).hasSize(1);
      assertThat(loggedAbout(log, ids)).hasSize(1).allSatisfy(l -> assertThat(l).isNotEmpty());
      assertThat(List.copyOf(log.list))
          .noneMatch(e -> e.getFormattedMessage().matches("(?is).*(padding|tag mismatch).*"))
          .noneMatch(e -> e.getThrowableProxy() != null);
      // The control: a failure of another kind is told apart by the same comparison.
      assertThat(reasons).doesNotContain(home.received(control).get(0).reason().orElseThrow());
      assertThat(home.now(control).acknowledgement().orElseThrow().disposition())
          .endsWith("integrity-check-failed");
      assertThat(home.running().delivered()).isEmpty();
      deliversTheNextHonestOne(home);
    } finally {
      silence(log);
    }
  }

  private static byte[] sealed(ForeignHome home, byte[] content) {
    try {
      return BouncyWriter.enveloped(content, "2.16.840.1.101.3.4.1.42", 0, home.keys().recipient());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void deliversTheNextHonestOne(ForeignHome home) throws Exception {
    byte[] payload = ForeignForms.payload("the next one");
    byte[] part = MimeText.part(payload);
    byte[] wire =
        BouncyWriter.enveloped(
            entity(home, part, part), "2.16.840.1.101.3.4.1.42", 0, home.keys().recipient());
    Outgoing next = home.offer(new Foreign("next", wire, part, payload), Digest.SHA1);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> home.received(next).stream().anyMatch(m -> m.state() == State.CLOSED));
    assertThat(home.running().delivered())
        .hasSize(1)
        .first()
        .satisfies(file -> assertThat(file).hasBinaryContent(payload));
  }

  private static Outgoing offer(ForeignHome home, String name, byte[] wire, byte[] part)
      throws Exception {
    return home.offer(new Foreign(name, wire, part, part), Digest.SHA1);
  }

  private static byte[] entity(ForeignHome home, byte[] part, byte[] signed) throws Exception {
    return MimeText.signed(part, BouncyWriter.signature(signed, home.keys(), "SHA256withRSA"));
  }

  private static byte[] changedInside(ForeignHome home, byte[] part) throws Exception {
    byte[] other = MimeText.part(ForeignForms.payload("another one"));
    return BouncyWriter.enveloped(
        entity(home, other, part), "2.16.840.1.101.3.4.1.42", 0, home.keys().recipient());
  }

  private static void rejected(ForeignHome home, String name, Outgoing outgoing) {
    await(name)
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              assertThat(home.received(outgoing))
                  .as(name)
                  .extracting(Message::state)
                  .containsExactly(State.REJECTED);
              assertThat(home.now(outgoing).acknowledgement()).as(name).isPresent();
            });
  }

  private static Set<String> ids(ForeignHome home, List<Outgoing> all) {
    return all.stream().map(o -> home.received(o).get(0).id()).collect(Collectors.toSet());
  }

  /** The texts of the alerts about those messages. */
  private static Set<String> lines(ForeignHome home, Set<String> ids) {
    return home.running().ledger().alerts(1000).stream()
        .filter(a -> a.id().filter(ids::contains).isPresent())
        .map(Alert::text)
        .collect(Collectors.toSet());
  }

  /** The lines of any logger about each of those messages, times and names taken out. */
  private static Set<List<String>> loggedAbout(ListAppender<ILoggingEvent> log, Set<String> ids) {
    List<ILoggingEvent> all = List.copyOf(log.list);
    return ids.stream()
        .map(
            id ->
                all.stream()
                    .filter(e -> isAbout(e, id))
                    .map(
                        e ->
                            e.getLoggerName()
                                + " "
                                + e.getLevel()
                                + " "
                                + e.getFormattedMessage().replaceAll(ULID, "ID")
                                + (e.getThrowableProxy() == null ? "" : " with a trace"))
                    .toList())
        .collect(Collectors.toSet());
  }

  private static boolean isAbout(ILoggingEvent event, String id) {
    return id.equals(event.getMDCPropertyMap().get("message"))
        || event.getFormattedMessage().contains(id);
  }

  private static ListAppender<ILoggingEvent> listen() {
    ListAppender<ILoggingEvent> appender =
        new ListAppender<>() {
          @Override
          protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
          }
        };
    appender.start();
    OURS.setLevel(Level.INFO);
    ROOT.addAppender(appender);
    return appender;
  }

  private static void silence(ListAppender<ILoggingEvent> appender) {
    ROOT.detachAppender(appender);
    OURS.setLevel(null);
  }
}
