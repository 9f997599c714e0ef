package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import ca.portage.simulator.TestBroker.Item;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  private static final String PROCESSED = "automatic-action/MDN-sent-automatically; processed";
  private static final Content PART = TestBroker.part("application/edi-consent", "OPAQUE");

  @TempDir Path folder;

  @Test
  void theQueueAndWhatWasAcceptedOutliveTheProcess() throws Exception {
    String id = TestBroker.newId();
    Content wire;
    try (Simulator gateway = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = broker(gateway)) {
      wire = Content.of(broker.sealed(PART).toBytes(1 << 20));
      broker.put(id, wire);
      gateway.offer(TestGateway.BROKER, TestBroker.text("TEST"), "application/edi-consent");
    }
    cutALine();
    try (Simulator again = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = broker(again)) {
      assertThat(again.interchanges()).singleElement().extracting("messageId").isEqualTo(id);
      assertThat(again.interchanges().get(0).content().toBytes(100)).asString().isEqualTo("OPAQUE");
      assertThat(broker.put(id, wire).status()).isEqualTo(200);
      assertThat(again.interchanges()).singleElement().extracting("repeats").isEqualTo(1);

      Item offered = broker.download().get(1);
      broker.acknowledge(offered, offered.mic(), PROCESSED);
      assertThat(again.receipts()).singleElement().matches(ReceivedReceipt::closes);
    }
    try (Simulator third = TestGateway.start(folder, GatewayForm.STRICT);
        TestBroker broker = broker(third)) {
      assertThat(broker.download()).isEmpty();
      assertThat(third.outgoing(TestGateway.BROKER))
          .filteredOn(item -> item.acknowledgement().isPresent())
          .hasSize(1);
    }
  }

  @Test
  void aSecondGatewayOnTheSamePortDisturbsNothingOfTheFirst() throws Exception {
    SimulatorSettings settings =
        TestGateway.settings(folder, GatewayForm.STRICT, Clock.systemUTC());
    try (Simulator gateway = Simulator.start(settings)) {
      Path working = Files.createFile(folder.resolve("scratch/body-of-a-request.tmp"));
      int port = gateway.submit().getPort();

      assertThatThrownBy(
              () ->
                  Simulator.start(
                      settings.at(new InetSocketAddress(settings.bind().getAddress(), port))))
          .isInstanceOf(IOException.class);
      assertThat(working).exists();
    }
  }

  @Test
  void aStateThatCannotBeReadIsRefused() throws Exception {
    Files.writeString(folder.resolve("state.log"), "surprise\t<a@b>\n");

    assertThatThrownBy(() -> TestGateway.start(folder, GatewayForm.STRICT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("surprise");
  }

  private void cutALine() throws IOException {
    Files.writeString(folder.resolve("state.log"), "queued\t<half", StandardOpenOption.APPEND);
  }

  private TestBroker broker(Simulator gateway) throws Exception {
    return new TestBroker(gateway, GatewayForm.STRICT, folder);
  }
}
