package ca.portage.cms.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsException;
import ca.portage.cms.CmsKeys;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.Grounds;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.cms.SigningKey;
import ca.portage.cms.TestParties;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys as a bean: asked for with each message, so that they change while routes run. */
class KeysBeanTest {
  @TempDir Path folder;
  private CamelContext context;
  private Keys keys;

  @BeforeEach
  void start() throws Exception {
    context = new DefaultCamelContext();
    keys = new Keys();
    context.getRegistry().bind("cig.keys", keys);
    context.start();
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
  }

  @Test
  void theBeanOfTheNameIsFound() throws Exception {
    Exchange sealed = send("encrypt:cig", Content.of(new byte[100]));
    Exchange opened = send("decrypt:cig", sealed.getMessage().getBody());

    assertThat(opened.getMessage().getBody(byte[].class)).isEqualTo(new byte[100]);
  }

  @Test
  void aKeyThatChangesServesTheNextMessage() throws Exception {
    Exchange sealed = send("encrypt:cig", Content.of(new byte[100]));
    keys.own = TestParties.broker();

    Exchange refused = send("decrypt:cig", sealed.getMessage().getBody());
    keys.own = TestParties.gateway();
    Exchange opened = send("decrypt:cig", sealed.getMessage().getBody());

    assertThat(refused.getException())
        .isInstanceOfSatisfying(
            CmsException.class,
            e -> assertThat(e.reason()).isEqualTo(CmsException.Reason.NO_RECIPIENT_KEY));
    assertThat(opened.getException()).isNull();
  }

  @Test
  void theSignerIsCheckedOnlyAfterItsSignatureVerified() throws Exception {
    Exchange signed = send("sign:cig", Content.of(new byte[] {1, 2, 3}));
    signed.getMessage().setBody(Content.of(new byte[] {1, 2, 4}));

    Exchange refused = context.createProducerTemplate().send("crypto-cms:verify:cig", signed);

    assertThat(refused.getException()).isInstanceOf(CmsException.class);
    assertThat(keys.checks).isZero();
  }

  @Test
  void theSignerIsJudgedAsOfTheTimeTheMessageCame() throws Exception {
    Instant came = Instant.parse("2026-03-01T12:00:00Z");
    Exchange signed = send("sign:cig", Content.of(new byte[] {1, 2, 3}));
    signed.setProperty(CryptoCms.RECEIVED, came);

    Exchange verified = context.createProducerTemplate().send("crypto-cms:verify:cig", signed);

    assertThat(verified.getException()).isNull();
    assertThat(keys.received).contains(came);
  }

  @Test
  void theScratchOfTheExchangeHoldsTheTemporaryFilesAndStaysOpen() throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      Exchange exchange =
          ExchangeBuilder.anExchange(context)
              .withBody(Content.of(new byte[2 << 20]))
              .withProperty(CryptoCms.SCRATCH, scratch)
              .build();

      context.createProducerTemplate().send("crypto-cms:encrypt:cig", exchange);

      assertThat(exchange.getException()).isNull();
      assertThat(exchange.getMessage().getBody(Content.class).size()).isGreaterThan(2 << 20);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(1);
      }
    }
  }

  @Test
  void anEndpointNeedsKeys() {
    assertThatThrownBy(() -> context.createProducerTemplate().sendBody("crypto-cms:sign:htg", ""))
        .rootCause()
        .hasMessageContaining("htg.keys");
  }

  @Test
  void thereIsNoConsumer() {
    assertThatThrownBy(() -> context.getEndpoint("crypto-cms:sign:cig").createConsumer(e -> {}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("not as from");
  }

  private Exchange send(String operation, Object body) {
    Exchange exchange = ExchangeBuilder.anExchange(context).withBody(body).build();
    return context.createProducerTemplate().send("crypto-cms:" + operation, exchange);
  }

  private static final class Keys implements CmsKeys {
    private DecryptionKey own = TestParties.gateway();
    private int checks;
    private Optional<Instant> received = Optional.empty();

    @Override
    public SigningKey signingKey() {
      return new SigningKey(own.key(), List.of(own.certificate()));
    }

    @Override
    public List<X509Certificate> recipients() {
      return List.of(own.certificate());
    }

    @Override
    public List<DecryptionKey> decryptionKeys() {
      return List.of(own);
    }

    @Override
    public CmsAlgorithms algorithms() {
      return new CmsAlgorithms(
          Digest.SHA256,
          SignatureScheme.PKCS1,
          ContentCipher.AES128_GCM,
          KeyTransport.OAEP_SHA256,
          false,
          true);
    }

    @Override
    public Grounds presented(
        X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
      return new Grounds(Instant.EPOCH, List.of(signer), List.of());
    }

    @Override
    public Grounds checkSigner(
        X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
      checks++;
      this.received = received;
      return new Grounds(Instant.EPOCH, List.of(signer), List.of());
    }
  }
}
