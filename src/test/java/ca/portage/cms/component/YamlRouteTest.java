package ca.portage.cms.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException;
import ca.portage.cms.Digest;
import ca.portage.cms.TestParties;
import ca.portage.content.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component in plain YAML routes, with the options an admin writes. */
class YamlRouteTest {
  private static final byte[] BODY = "UNB+UNOA:2'\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String BROKER =
      "{keystore: broker.p12, passwordSource: 'file:secret', signingAlias: signing,";

  @TempDir Path folder;
  private Path work;
  private CamelContext context;
  private ProducerTemplate template;

  @BeforeEach
  void start() throws Exception {
    KeyFolder.write(folder);
    work = Files.createDirectory(folder.resolve("work"));
    context = new DefaultCamelContext();
    context.getComponent("crypto-cms", CryptoCmsComponent.class).setHome(folder.toString());
    context.start();
    template = context.createProducerTemplate();
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
  }

  @Test
  void aMessageIsSignedEncryptedDecryptedAndVerified() throws Exception {
    route(
        "there-and-back",
        step("sign:cig", BROKER + "digest: sha1, includeContent: true}"),
        step("encrypt:cig", "{recipients: gateway.pem, contentCipher: aes-256-gcm}"),
        step(
            "decrypt:cig",
            "{keystore: gateway.p12, passwordSource: 'file:secret', decryptionAliases:"
                + " encryption}"),
        step("verify:cig", "{signers: broker.pem, trust: trust}"));

    Exchange done = template.request("direct:there-and-back", e -> e.getMessage().setBody(BODY));

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isInstanceOf(Content.class);
    assertThat(done.getMessage().getBody(byte[].class)).isEqualTo(BODY);
    assertThat(done.getProperty(CryptoCms.SIGNER)).isEqualTo(TestParties.broker().certificate());
    assertThat(done.getProperty(CryptoCms.DIGEST)).isEqualTo(Digest.SHA1);
  }

  @Test
  void aDetachedSignatureTravelsAsAHeader() throws Exception {
    route("sign", step("sign:cig", BROKER + "toBase64: true}"));
    route("verify", step("verify:cig", "{signers: broker.pem}"));

    Exchange signed = template.request("direct:sign", e -> e.getMessage().setBody(BODY));
    String signature = signed.getMessage().getHeader(CryptoCms.SIGNED_DATA, String.class);
    Exchange verified =
        template.request(
            "direct:verify",
            e -> {
              e.getMessage().setBody(BODY);
              e.getMessage().setHeader(CryptoCms.SIGNED_DATA, signature);
            });

    assertThat(Base64.getDecoder().decode(signature)[0]).isEqualTo((byte) 0x30);
    assertThat(signed.getMessage().getBody(byte[].class)).isEqualTo(BODY);
    assertThat(verified.getException()).isNull();
    assertThat(verified.getMessage().getHeaders()).doesNotContainKey(CryptoCms.SIGNED_DATA);
  }

  @Test
  void aChangedBodyFailsWithTheReasonUnwrapped() throws Exception {
    route(
        "changed",
        step("sign:cig", BROKER + "}"),
        "    - setBody: {constant: changed}\n",
        step("verify:cig", "{signers: broker.pem}"));

    Exchange done = template.request("direct:changed", e -> e.getMessage().setBody(BODY));

    assertThat(done.getException())
        .isInstanceOfSatisfying(
            CmsException.class,
            e -> assertThat(e.reason()).isEqualTo(CmsException.Reason.SIGNATURE_INVALID));
    assertThat(done.getProperty(CryptoCms.SIGNER)).isNull();
  }

  @Test
  void aSignerThatIsNotSetIsRefused() throws Exception {
    route(
        "pinned",
        step("sign:cig", BROKER + "includeContent: true}"),
        step("verify:cig", "{signers: gateway.pem}"));

    Exchange done = template.request("direct:pinned", e -> e.getMessage().setBody(BODY));

    assertThat(done.getException())
        .isInstanceOfSatisfying(
            CmsException.class,
            e -> assertThat(e.reason()).isEqualTo(CmsException.Reason.SIGNER_NOT_PINNED));
  }

  @Test
  void filesStreamsAndTextAreBodiesToo() throws Exception {
    route(
        "body",
        step("sign:cig", BROKER + "includeContent: true}"),
        step("verify:cig", "{trust: trust}"));
    Path file = Files.write(folder.resolve("dropped.edi"), BODY);
    InputStream stream = new ByteArrayInputStream(BODY);
    String text = new String(BODY, StandardCharsets.US_ASCII);

    for (Object body : new Object[] {file, file.toFile(), stream, text, Content.of(BODY)}) {
      Exchange done = template.request("direct:body", e -> e.getMessage().setBody(body));
      assertThat(done.getException()).as(body.toString()).isNull();
      assertThat(done.getMessage().getBody(byte[].class)).isEqualTo(BODY);
    }
  }

  @Test
  void temporaryFilesGoWithTheExchangeAndStayInTheWorkDirectory() throws Exception {
    byte[] large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    long[] during = new long[1];
    context
        .getRegistry()
        .bind("count", (org.apache.camel.Processor) e -> during[0] = filesIn(work));
    route(
        "large",
        step("encrypt:cig", "{recipients: gateway.pem, workDirectory: work}"),
        "    - process: {ref: count}\n");

    Exchange done = template.request("direct:large", e -> e.getMessage().setBody(large));

    assertThat(done.getException()).isNull();
    assertThat(during[0]).isEqualTo(1);
    assertThat(filesIn(work)).isZero();
  }

  @Test
  void missingOptionsAreNamedAtStart() {
    assertThatThrownBy(() -> route("none", step("sign:cig", "{digest: sha1}")))
        .rootCause()
        .hasMessageContaining("crypto-cms://sign:cig")
        .hasMessageContaining("cig.keys")
        .hasMessageContaining("keystore, passwordSource and signingAlias");
    assertThatThrownBy(() -> route("half", step("sign:cig", "{keystore: broker.p12}")))
        .rootCause()
        .hasMessageContaining("it needs keystore, passwordSource and signingAlias");
  }

  @Test
  void wrongOptionsAreNamedAtStart() {
    assertThatThrownBy(() -> route("operation", step("seal:cig", "{}")))
        .rootCause()
        .hasMessageContaining("no operation 'seal'");
    assertThatThrownBy(() -> route("nameless", step("sign", "{}")))
        .rootCause()
        .hasMessageContaining("needs an operation and a name");
    assertThatThrownBy(() -> route("unknown", step("sign:cig", "{quite: 1}")))
        .rootCause()
        .hasMessageContaining("quite");
    assertThatThrownBy(
            () ->
                route(
                    "alias",
                    step(
                        "sign:cig",
                        "{keystore: broker.p12, passwordSource: 'file:secret', signingAlias:"
                            + " other}")))
        .rootCause()
        .hasMessageContaining("'other'")
        .hasMessageContaining("encryption, signing");
    assertThatThrownBy(
            () ->
                route(
                    "password",
                    step(
                        "sign:cig",
                        "{keystore: broker.p12, passwordSource: hunter2, signingAlias: signing}")))
        .rootCause()
        .hasMessageContaining("file:PATH")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () ->
                route(
                    "cipher", step("encrypt:cig", "{recipients: gateway.pem, contentCipher: des}")))
        .rootCause()
        .hasMessageContaining("contentCipher cannot be 'des'");
    assertThatThrownBy(() -> route("trust", step("verify:cig", "{trust: work}")))
        .rootCause()
        .hasMessageContaining("holds no self-signed authority");
  }

  private void route(String name, String... steps) throws Exception {
    String yaml =
        "- route:\n   id: "
            + name
            + "\n   from:\n    uri: direct:"
            + name
            + "\n    steps:\n"
            + String.join("", steps);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString(name + ".yaml", yaml));
  }

  private static String step(String uri, String options) {
    return "    - to: {uri: 'crypto-cms:" + uri + "', parameters: " + options + "}\n";
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
