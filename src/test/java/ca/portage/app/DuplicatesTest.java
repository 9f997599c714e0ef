package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.ediint.Mic;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes twice, from either side, has its effect once (reliability O1d, P4, A13, D14, D15). */
class DuplicatesTest {
  private static final String EDIFACT = "application/edi-edifact";
  private static final int DROPS = 1000;

  @TempDir Path folder;

  private RunningHome home;

  @BeforeEach
  void prepare() throws Exception {
    home = new RunningHome(folder, GatewayForm.STRICT);
  }

  @Test
  void aFileDroppedAThousandTimesIsSentOnceAndHeldNineHundredNinetyNineTimes() throws Exception {
    byte[] file = interchange("1", "the same");
    for (int i = 0; i < DROPS; i++) {
      home.drop("drop-" + i + ".edi", file);
    }
    try (RunningHome running = home.start()) {
      soon()
          .untilAsserted(
              () ->
                  assertThat(running.ledger().counts("cig"))
                      .containsEntry(State.DUPLICATE_HELD, DROPS - 1)
                      .containsEntry(State.DONE, 1));
      assertThat(running.gateway().interchanges()).hasSize(1);
      assertThat(running.gateway().interchanges().get(0).repeats()).isZero();
      assertThat(running.ledger().alerts(DROPS))
          .hasSize(DROPS - 1)
          .allMatch(alert -> alert.text().contains("is held: same content"));
    }
  }

  @Test
  void otherContentUnderTheSameReferenceIsHeld() throws Exception {
    try (RunningHome running = home.start()) {
      running.drop("first.edi", interchange("7", "one"));
      soon().until(() -> running.gateway().interchanges().size() == 1);
      running.drop("second.edi", interchange("7", "two"));
      soon().until(() -> running.ledger().counts("cig").containsKey(State.DUPLICATE_HELD));
      assertThat(running.ledger().alerts(5))
          .extracting(Alert::text)
          .anyMatch(t -> t.startsWith("second.edi is held: same interchange reference"));
      assertThat(running.gateway().interchanges()).hasSize(1);
    }
  }

  @Test
  void theSameInterchangeAgainIsNotDeliveredAgainAndItsOneReceiptGoesOutAgain() throws Exception {
    try (RunningHome running = home.start()) {
      Outgoing reply = offer("8", "a reply");
      soon().until(() -> in(running, State.CLOSED) == 1);
      running.gateway().requeue(List.of(reply.messageId()));
      soon().until(() -> in(running, State.DUPLICATE) == 1);
      soon().until(() -> receiptsSeen(running).size() == 2);
      assertThat(running.delivered()).hasSize(1);
      List<Seen> receipts = receiptsSeen(running);
      assertThat(receipts).hasSize(2).extracting(Seen::status).containsOnly(200);
      assertThat(receipts).extracting(Seen::bodySha256).containsOnly(receipts.get(0).bodySha256());
      assertThat(receipts).extracting(Seen::messageId).containsOnly(receipts.get(0).messageId());
      assertThat(running.messages(Direction.OUT, Kind.RECEIPT)).hasSize(1);
      assertThat(running.ledger().alerts(5)).isEmpty();
    }
  }

  @Test
  void theSameContentEncryptedAnewUnderTheSameIdIsADuplicateToo() throws Exception {
    try (RunningHome running = home.start()) {
      Outgoing reply = offer("8", "a reply");
      soon().until(() -> in(running, State.CLOSED) == 1);
      offerAs(reply, "8", "a reply");
      soon().until(() -> in(running, State.DUPLICATE) == 1);
      assertThat(running.delivered()).hasSize(1);
    }
  }

  @Test
  void theSameAgainThatAsksForTheCheckByAnotherDigestIsADuplicateToo() throws Exception {
    try (RunningHome running = home.start()) {
      Outgoing reply = offer("8", "a reply");
      soon().until(() -> in(running, State.CLOSED) == 1);
      assertThat(only(running, State.CLOSED).mic().orElseThrow()).endsWith(", sha1");
      running
          .gateway()
          .offerAgain(reply, Mic.of(Content.of(interchange("8", "a reply")), Digest.SHA256));
      soon().until(() -> in(running, State.DUPLICATE) == 1);
      assertThat(only(running, State.DUPLICATE).mic().orElseThrow()).endsWith(", sha256");
      assertThat(running.delivered()).hasSize(1);
    }
  }

  @Test
  void otherContentUnderTheSameIdReachesNobodyAndIsTold() throws Exception {
    try (RunningHome running = home.start()) {
      Outgoing reply = offer("9", "the true one");
      soon().until(() -> in(running, State.CLOSED) == 1);
      offerAs(reply, "10", "another one");
      soon().until(() -> in(running, State.CONFLICT) == 1);
      Message conflict = only(running, State.CONFLICT);
      assertThat(running.ledger().alerts(5))
          .extracting(Alert::id)
          .containsExactly(Optional.of(conflict.id()));
      assertThat(running.delivered()).hasSize(1);
      assertThat(Files.readString(running.delivered().get(0))).contains("the true one");
      assertThat(running.gateway().receipts()).hasSize(1);
      assertThat(folder.resolve("spool/in").resolve(conflict.download().orElseThrow() + ".raw"))
          .exists();
    }
  }

  private Outgoing offer(String reference, String text) throws Exception {
    return home.gateway()
        .offer(home.home().sender(), Content.of(interchange(reference, text)), EDIFACT);
  }

  private void offerAs(Outgoing before, String reference, String text) throws Exception {
    home.gateway()
        .offerAs(
            before.messageId(), before.client(), Content.of(interchange(reference, text)), EDIFACT);
  }

  private static long in(RunningHome running, State state) {
    return running.messages(Direction.IN, Kind.INTERCHANGE).stream()
        .filter(m -> m.state() == state)
        .count();
  }

  private static Message only(RunningHome running, State state) {
    return running.messages(Direction.IN, Kind.INTERCHANGE).stream()
        .filter(m -> m.state() == state)
        .findFirst()
        .orElseThrow();
  }

  /** Nothing else is put in these tests. */
  private static List<Seen> receiptsSeen(RunningHome running) {
    return running.gateway().seen().stream().filter(s -> s.path().contains("Put")).toList();
  }

  private static byte[] interchange(String reference, String text) {
    return String.join(
            "\r\n",
            "UNB+UNOA:3+TESTBROKER+TESTGATEWAY+260302:1430+" + reference + "'",
            "UNH+1+CUSREP:D:96A:UN'",
            "FTX+AAI+++" + text + "'",
            "UNT+3+1'",
            "UNZ+1+" + reference + "'",
            "")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(2));
  }
}
