package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetRefusalTest {
  private static final Content REQUEST =
      TestBroker.part("application/edi-consent", "TEST0000 REQUEST");

  @TempDir Path folder;
  private Simulator gateway;
  private TestBroker broker;

  @BeforeEach
  void start() throws Exception {
    gateway = TestGateway.start(folder, GatewayForm.STRICT);
    broker = new TestBroker(gateway, GatewayForm.STRICT, folder);
    gateway.offer(TestGateway.BROKER, TestBroker.text("TEST"), "application/edi-consent");
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    gateway.close();
  }

  @Test
  void aRequestForAReceiptIs400() throws Exception {
    assertThat(send(broker.sealed(REQUEST), true)).isEqualTo(400);
    assertThat(gateway.seen().get(0).why()).contains("CIG J-06");
  }

  @Test
  void anUnknownSignerIs403() throws Exception {
    broker.signer = Party.STRANGER;
    assertThat(send(broker.sealed(REQUEST), false)).isEqualTo(403);
  }

  @Test
  void anUnsignedRequestIs403() throws Exception {
    assertThat(send(broker.encrypted(REQUEST), false)).isEqualTo(403);
  }

  @Test
  void anUnknownSenderIs403() throws Exception {
    Content wire = broker.sealed(REQUEST);
    List<String> head =
        broker.head(gateway.collect(), TestBroker.newId(), wire.size(), false).stream()
            .map(line -> line.replace("From: edi@", "From: other@"))
            .toList();

    assertThat(broker.http.send(gateway.collect(), head, wire).status()).isEqualTo(403);
  }

  @Test
  void aRequestThatDoesNotDecryptIs400() throws Exception {
    assertThat(send(TestBroker.text("no CMS"), false)).isEqualTo(400);
  }

  @Test
  void aReceiptIsNoRequestObject() throws Exception {
    Content report = TestBroker.report("<a@b>", broker.mic(REQUEST), "x");
    assertThat(send(broker.sealed(report), false)).isEqualTo(400);
  }

  @Test
  void nothingLeavesTheQueueByARefusedRequest() throws Exception {
    send(broker.encrypted(REQUEST), false);

    assertThat(broker.download()).hasSize(1);
  }

  private int send(Content wire, boolean asking) throws Exception {
    URI collect = gateway.collect();
    return broker
        .http
        .send(collect, broker.head(collect, TestBroker.newId(), wire.size(), asking), wire)
        .status();
  }
}
