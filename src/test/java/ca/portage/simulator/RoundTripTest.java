package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.simulator.TestBroker.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
  private static final String PROCESSED = "automatic-action/MDN-sent-automatically; processed";

  @TempDir Path folder;

  private final Samples samples = new Samples(Clock.systemUTC(), new Random());

  @ParameterizedTest
  @EnumSource(GatewayForm.class)
  void anInterchangeIsAcceptedAcknowledgedAnsweredAndItsReplyAcknowledged(GatewayForm form)
      throws Exception {
    try (Simulator gateway = TestGateway.start(folder, form);
        TestBroker broker = new TestBroker(gateway, form, folder)) {
      Sample sample = samples.fresh("cusrep-arrival");
      String text = string(sample.content());
      Content part = TestBroker.part(sample.mediaType(), text);
      String id = TestBroker.newId();

      assertThat(broker.put(id, broker.sealed(part)).status()).isEqualTo(200);

      ReceivedInterchange received = gateway.interchanges().get(0);
      assertThat(string(received.content())).isEqualTo(text);
      assertThat(received.messageId()).isEqualTo(id);
      assertThat(received.mic()).isEqualTo(broker.mic(part));

      List<Item> items = broker.download();
      assertThat(items).hasSize(2);
      Item receipt = items.get(0);
      assertThat(receipt.receipt()).isTrue();
      assertThat(string(receipt.part().whole()).replaceAll("[ -]", ""))
          .containsIgnoringCase("OriginalMessageId:" + id.replaceFirst("@.*", "").replace(" ", ""))
          .containsIgnoringCase(broker.mic(part).toString().replace(" ", ""))
          .contains("processed");

      Item reply = items.get(1);
      assertThat(reply.receipt()).isFalse();
      assertThat(string(reply.part().body())).contains("CUSRES").contains("GIS+4'");
      assertThat(broker.acknowledge(reply, reply.mic(), PROCESSED).status()).isEqualTo(200);
      assertThat(gateway.receipts()).singleElement().matches(ReceivedReceipt::closes);
      assertThat(acknowledged(gateway)).containsExactly(true);

      assertThat(broker.download()).isEmpty();
      assertThat(broker.collect().status()).isEqualTo(204);
    }
  }

  @Test
  void aRepeatIsAcceptedAndAcknowledgedAgainButNotAnsweredAgain() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      Sample sample = samples.fresh("cusrep-arrival");
      Content wire = broker.sealed(TestBroker.part(sample.mediaType(), string(sample.content())));
      String id = TestBroker.newId();
      broker.put(id, wire);
      broker.download();

      assertThat(broker.put(id, wire).status()).isEqualTo(200);

      assertThat(broker.download()).singleElement().matches(Item::receipt);
      assertThat(gateway.interchanges()).singleElement().extracting("repeats").isEqualTo(1);
    }
  }

  @Test
  void anIdThatComesAgainWithOtherBytesIsRefused() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      String id = TestBroker.newId();
      broker.put(id, broker.sealed(TestBroker.part("application/edi-consent", "TEST A")));

      assertThat(
              broker
                  .put(id, broker.sealed(TestBroker.part("application/edi-consent", "TEST B")))
                  .status())
          .isEqualTo(400);
    }
  }

  @Test
  void anOfferedInterchangeArrivesByteForByte() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      byte[] bytes = new byte[3 << 20];
      new Random(1).nextBytes(bytes);
      Outgoing offered =
          gateway.offer(TestGateway.BROKER, Content.of(bytes), "application/edi-consent");

      Item item = broker.download().get(0);

      assertThat(item.id()).isEqualTo(offered.messageId());
      assertThat(item.mic()).isEqualTo(offered.mic());
      assertThat(item.part().body().toBytes(4 << 20)).isEqualTo(bytes);
    }
  }

  @Test
  void aReceiptClosesNothingWithAnotherMicIdOrDisposition() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      gateway.offer(TestGateway.BROKER, TestBroker.text("A"), "application/edi-consent");
      Item item = broker.download().get(0);

      broker.acknowledge(item, broker.mic(TestBroker.text("B")), PROCESSED);
      broker.acknowledge(item, item.mic(), "automatic-action/MDN sent automatically; processed");
      broker.acknowledge(
          new Item(
              broker.download().isEmpty() ? otherHead() : item.head(), item.part(), item.mic()),
          item.mic(),
          PROCESSED);

      assertThat(gateway.receipts()).hasSize(3).noneMatch(ReceivedReceipt::closes);
      assertThat(acknowledged(gateway)).isEmpty();

      broker.acknowledge(item, item.mic(), PROCESSED + "/Error: integrity-check-failed");
      assertThat(acknowledged(gateway)).containsExactly(false);
    }
  }

  @Test
  void manyClientsAtOnceAreAllServed() throws Exception {
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT)) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Callable<Integer>> tasks =
          IntStream.range(0, 40).<Callable<Integer>>mapToObj(n -> () -> post(gateway)).toList();
      for (Future<Integer> status : threads.invokeAll(tasks)) {
        assertThat(status.get()).isEqualTo(200);
      }
      threads.shutdown();

      assertThat(gateway.interchanges()).hasSize(40);
      assertThat(gateway.outgoing(TestGateway.BROKER)).hasSize(80);
      try (TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
        assertThat(broker.download()).hasSize(80);
      }
    }
  }

  private int post(Simulator gateway) throws Exception {
    try (TestBroker broker = new TestBroker(gateway, GatewayForm.STRICT, folder)) {
      Sample sample = samples.fresh("cusrep-query");
      Content part = TestBroker.part(sample.mediaType(), string(sample.content()));
      return broker.put(TestBroker.newId(), broker.sealed(part)).status();
    }
  }

  private static List<Boolean> acknowledged(Simulator gateway) {
    return gateway.outgoing(TestGateway.BROKER).stream()
        .flatMap(item -> item.acknowledgement().stream())
        .map(Outgoing.Acknowledgement::processed)
        .toList();
  }

  private static Entity otherHead() throws Exception {
    return EntityReader.read(
        TestBroker.text("Message-Id: <nobody@nowhere.example>\r\n\r\n"), MimeLimits.DEFAULT);
  }

  private static String string(Content content) throws Exception {
    return new String(content.toBytes(1 << 20), StandardCharsets.ISO_8859_1);
  }
}
