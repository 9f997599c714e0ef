package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.crypto.cms.crypt.DefaultEnvelopedDataDecryptorConfiguration;
import org.apache.camel.component.crypto.cms.crypt.DefaultKeyTransRecipientInfo;
import org.apache.camel.component.crypto.cms.crypt.EnvelopedDataDecryptor;
import org.apache.camel.component.crypto.cms.crypt.EnvelopedDataEncryptor;
import org.apache.camel.component.crypto.cms.crypt.EnvelopedDataEncryptorConfiguration;
import org.apache.camel.component.crypto.cms.sig.DefaultSignedDataVerifierConfiguration;
import org.apache.camel.component.crypto.cms.sig.DefaultSignerInfo;
import org.apache.camel.component.crypto.cms.sig.SignedDataCreator;
import org.apache.camel.component.crypto.cms.sig.SignedDataCreatorConfiguration;
import org.apache.camel.component.crypto.cms.sig.SignedDataVerifierFromHeader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * camel-crypto-cms 3.9.0, which left Camel, reads what Portage writes and the other way round. Of
 * its own dependencies it needs commons-codec alone.
 */
@EnabledIf("commonsCodecIsThere")
class OldComponentTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;
  private Scratch scratch;
  private CamelContext context;
  private KeyStore store;

  static boolean commonsCodecIsThere() {
    String name = "/org/apache/commons/codec/binary/Base64InputStream.class";
    return OldComponentTest.class.getResource(name) != null;
  }

  @BeforeAll
  static void registerTheProviderTheOldComponentNames() {
    Security.addProvider(new BouncyCastleProvider());
  }

  @AfterAll
  static void removeItAgain() {
    Security.removeProvider("BC");
  }

  @BeforeEach
  void prepare() throws Exception {
    scratch = new Scratch(folder);
    context = new DefaultCamelContext();
    store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    Certificate[] chain = {Party.GATEWAY.certificate()};
    store.setKeyEntry("gateway", Party.GATEWAY.key(), PASSWORD, chain);
  }

  @AfterEach
  void clean() throws Exception {
    scratch.close();
    context.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ContentCipher.class,
      names = {"DES3_CBC", "CAST5_CBC", "AES128_CBC", "AES192_CBC", "AES256_CBC"})
  void itOpensOurEnvelopes(ContentCipher cipher) throws Exception {
    for (KeyTransport transport : KeyTransport.values()) {
      Content message =
          CmsEncryptor.encrypt(
              Samples.interchange(),
              List.of(Party.GATEWAY.certificate()),
              Samples.encrypting(cipher, transport),
              scratch);

      Exchange exchange = run(decryptor(), message);

      assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(Samples.INTERCHANGE);
    }
  }

  @ParameterizedTest
  @EnumSource(Digest.class)
  void itVerifiesOurSignatures(Digest digest) throws Exception {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      byte[] signature =
          CmsSigner.detached(
              Samples.interchange(), Party.GATEWAY.signing(), Samples.signing(digest, scheme));
      DefaultSignedDataVerifierConfiguration configuration =
          new DefaultSignedDataVerifierConfiguration();
      configuration.setKeyStore(store);
      Exchange exchange = exchange(Samples.interchange());
      exchange.getMessage().setHeader("CamelCryptoCmsSignedData", signature);

      assertThatCode(() -> new SignedDataVerifierFromHeader(configuration).process(exchange))
          .as(digest + " " + scheme)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DESede/CBC/PKCS5Padding, 192",
    "CAST5/CBC/PKCS5Padding, 128",
    "RC2/CBC/PKCS5Padding, 128",
    "AES/CBC/PKCS5Padding, 128",
    "AES/CBC/PKCS5Padding, 256",
  })
  void weOpenItsEnvelopes(String algorithm, int bits) throws Exception {
    DefaultKeyTransRecipientInfo recipient = new DefaultKeyTransRecipientInfo();
    recipient.setKeyStore(store);
    recipient.setCertificateAlias("gateway");
    EnvelopedDataEncryptorConfiguration configuration =
        new EnvelopedDataEncryptorConfiguration(context);
    configuration.setRecipient(recipient);
    configuration.setContentEncryptionAlgorithm(algorithm);
    configuration.setSecretKeyLength(bits);
    configuration.init();

    Exchange exchange = run(new EnvelopedDataEncryptor(configuration), Samples.interchange());

    Content message = Content.of(exchange.getMessage().getBody(byte[].class));
    assertThat(
            CmsDecryptor.decrypt(message, List.of(Party.GATEWAY.decryption()), scratch)
                .toBytes(10_000))
        .isEqualTo(Samples.INTERCHANGE);
  }

  @ParameterizedTest
  @CsvSource({"SHA1withRSA, SHA1", "SHA256withRSA, SHA256", "SHA256withRSAandMGF1, SHA256"})
  void weVerifyItsSignatures(String algorithm, Digest digest) throws Exception {
    byte[] signature = signedByIt(algorithm, false);

    Verified verified = CmsVerifier.detached(Samples.interchange(), signature);

    assertThat(verified.signer()).isEqualTo(Party.GATEWAY.certificate());
    assertThat(verified.digest()).isEqualTo(digest);
  }

  @Test
  void weVerifyItsOpaqueSignature() throws Exception {
    byte[] message = signedByIt("SHA512withRSA", true);

    VerifiedContent found = CmsVerifier.opaque(Content.of(message), scratch);

    assertThat(found.content().toBytes(10_000)).isEqualTo(Samples.INTERCHANGE);
  }

  private byte[] signedByIt(String algorithm, boolean includeContent) throws Exception {
    DefaultSignerInfo signer = new DefaultSignerInfo();
    signer.setKeyStore(store);
    signer.setPassword(PASSWORD);
    signer.setPrivateKeyAlias("gateway");
    signer.setSignatureAlgorithm(algorithm);
    SignedDataCreatorConfiguration configuration = new SignedDataCreatorConfiguration(context);
    configuration.addSigner(signer);
    configuration.setIncludeContent(includeContent);
    configuration.init();
    Exchange exchange = run(new SignedDataCreator(configuration), Samples.interchange());
    return includeContent
        ? exchange.getMessage().getBody(byte[].class)
        : exchange.getMessage().getHeader("CamelCryptoCmsSignedData", byte[].class);
  }

  private Processor decryptor() {
    DefaultEnvelopedDataDecryptorConfiguration configuration =
        new DefaultEnvelopedDataDecryptorConfiguration();
    configuration.setKeyStore(store);
    configuration.setPassword(PASSWORD);
    return new EnvelopedDataDecryptor(configuration);
  }

  private Exchange run(Processor processor, Content body) throws Exception {
    Exchange exchange = exchange(body);
    processor.process(exchange);
    return exchange;
  }

  private Exchange exchange(Content body) throws Exception {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(body.toBytes(1 << 20));
    return exchange;
  }
}
