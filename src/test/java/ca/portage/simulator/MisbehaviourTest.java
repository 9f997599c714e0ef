package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsDecryptor;
import ca.portage.content.Content;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.simulator.Misbehaviour.Service;
import ca.portage.simulator.RawClient.Response;
import ca.portage.simulator.TestBroker.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MisbehaviourTest {
  private static final Content PART = TestBroker.part("application/edi-consent", "OPAQUE");

  @TempDir Path folder;
  private Simulator gateway;
  private TestBroker broker;

  @BeforeEach
  void start() throws Exception {
    gateway = TestGateway.start(folder, GatewayForm.STRICT);
    broker = new TestBroker(gateway, GatewayForm.STRICT, folder);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    gateway.close();
  }

  @Test
  void theNextPutsAreAnsweredAsPlannedAndNotServed() throws Exception {
    gateway.misbehaviour().putOffPuts(1, Duration.ofSeconds(90));
    gateway.misbehaviour().answerPuts(1, 500);

    Response first = put();
    assertThat(first.status()).isEqualTo(503);
    assertThat(first.header("Retry-After")).contains("90");
    assertThat(put().status()).isEqualTo(500);
    assertThat(gateway.interchanges()).isEmpty();
    assertThat(put().status()).isEqualTo(200);
    assertThat(gateway.interchanges()).hasSize(1);
  }

  @Test
  void aConnectionIsDroppedBeforeTheAnswerWithTheInterchangeTaken() {
    gateway.misbehaviour().plan(Service.PUT, 1, new Fault.Dropped(true));

    assertThatThrownBy(this::put).isInstanceOf(IOException.class);
    assertThat(gateway.interchanges()).hasSize(1);
    assertThat(gateway.seen().get(0).status()).isZero();
  }

  @Test
  void aConnectionIsDroppedBeforeTheAnswerWithNothingTaken() {
    gateway.misbehaviour().plan(Service.PUT, 1, new Fault.Dropped(false));

    assertThatThrownBy(this::put).isInstanceOf(IOException.class);
    assertThat(gateway.interchanges()).isEmpty();
  }

  @Test
  void anAnswerIsHeldBack() throws Exception {
    gateway.misbehaviour().plan(Service.PUT, 1, new Fault.Delayed(Duration.ofMillis(300)));

    long start = System.nanoTime();
    assertThat(put().status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void aCutDownloadLeavesTheQueueAsItWas() throws Exception {
    put();
    gateway.misbehaviour().plan(Service.GET, 1, new Fault.Cut(500));

    Response cut = broker.collect();

    assertThat(cut.complete()).isFalse();
    assertThat(cut.body().size()).isEqualTo(500);
    assertThat(broker.download()).hasSize(1);
  }

  @Test
  void aDestructiveGatewayLosesACutDownload() throws Exception {
    put();
    gateway.emptyQueueBeforeAnswer(true);
    gateway.misbehaviour().plan(Service.GET, 1, new Fault.Cut(500));

    broker.collect();

    assertThat(broker.download()).isEmpty();
    gateway.requeue(TestGateway.BROKER);
    assertThat(broker.download()).hasSize(1);
  }

  @Test
  void aFetchedItemIsCountedOnceTheAnswerIsWritten() throws Exception {
    put();
    broker.download();

    Awaitility.await().until(() -> gateway.outgoing(TestGateway.BROKER).get(0).fetches() == 1);
    assertThat(gateway.outgoing(TestGateway.BROKER).get(0).waiting()).isFalse();
  }

  @Test
  void aReceiptIsWithheld() throws Exception {
    gateway.misbehaviour().planReceipts(1, ReceiptFault.WITHHELD);

    assertThat(put().status()).isEqualTo(200);
    assertThat(broker.download()).isEmpty();
  }

  @Test
  void aReceiptNamesAnotherDigest() throws Exception {
    gateway.misbehaviour().planReceipts(1, ReceiptFault.WRONG_MIC);
    put();

    assertThat(text(broker.download().get(0)))
        .contains("; processed\r\n")
        .doesNotContain(broker.mic(PART).toString());
  }

  @Test
  void aReceiptSaysThatTheMessageFailed() throws Exception {
    gateway.misbehaviour().planReceipts(1, ReceiptFault.AUTHENTICATION_FAILED);
    put();

    assertThat(text(broker.download().get(0))).contains("processed/Error: authentication-failed");
  }

  @Test
  void aReceiptComesUnsigned() throws Exception {
    gateway.misbehaviour().planReceipts(1, ReceiptFault.UNSIGNED);
    put();

    Content wire = gateway.outgoing(TestGateway.BROKER).get(0).wire();
    Content plain =
        CmsDecryptor.decrypt(wire, List.of(Party.BROKER_ENCRYPTION.decryption()), broker.scratch);
    Entity entity = EntityReader.read(plain, MimeLimits.DEFAULT);
    assertThat(entity.contentType().type()).isEqualTo("multipart/report");
  }

  private Response put() throws Exception {
    return broker.put(TestBroker.newId(), broker.sealed(PART));
  }

  private static String text(Item item) throws Exception {
    return new String(item.part().whole().toBytes(1 << 16), StandardCharsets.ISO_8859_1);
  }
}
