package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy refuses in messages that came, each with its reason (reliability E4, E12). */
class CmsPolicyTest {
  private static final List<DecryptionKey> KEYS = List.of(Party.GATEWAY.decryption());
  private static final CmsPolicy STRONG =
      new CmsPolicy(
          List.of("sha256", "sha512"),
          List.of("pss"),
          List.of("aes-256-gcm", "aes-256-cbc"),
          List.of("oaep-sha256"),
          2048);

  @TempDir Path folder;
  private Scratch scratch;

  @BeforeEach
  void prepare() {
    scratch = new Scratch(folder);
  }

  @AfterEach
  void clean() {
    scratch.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DES3_CBC, OAEP_SHA256, encrypted with 3des",
    "CAST5_CBC, OAEP_SHA256, encrypted with cast5",
    "AES128_GCM, OAEP_SHA256, encrypted with aes-128-gcm",
    "AES256_GCM, PKCS1, its content key under pkcs1",
    "AES256_CBC, OAEP_SHA1, its content key under oaep-sha1",
  })
  void aWeakEnvelopeIsRefusedByNameAndOpensWithoutThePolicy(
      ContentCipher cipher, KeyTransport transport, String why) throws Exception {
    Content message = encrypted(cipher, transport);

    assertThat(refusal(message))
        .hasMessageContaining(why)
        .hasMessageContaining("policy.receive.")
        .extracting(CmsException::reason)
        .isEqualTo(Reason.ENCRYPTION_REFUSED);
    assertThat(CmsDecryptor.decrypt(message, KEYS, scratch).size()).isPositive();
  }

  @Test
  void whatThePolicyAllowsOpens() throws Exception {
    Content message = encrypted(ContentCipher.AES256_GCM, KeyTransport.OAEP_SHA256);

    assertThat(CmsDecryptor.decrypt(message, KEYS, STRONG, scratch).toBytes(10_000))
        .isEqualTo(Samples.INTERCHANGE);
  }

  @ParameterizedTest
  @CsvSource({"-des-cbc, des", "-rc2-40, rc2-40"})
  void aBrokenCipherIsNeverOpenedAndNamed(String option, String word) throws Exception {
    OpenSsl openssl = new OpenSsl(folder);
    Files.write(folder.resolve("content"), Samples.INTERCHANGE);
    Path recipient = Party.GATEWAY.certificatePem(folder);
    OpenSsl.Result result =
        openssl.cms(
            "-encrypt",
            "-binary",
            "-in",
            "content",
            "-out",
            "m.der",
            "-outform",
            "DER",
            option,
            "-recip",
            recipient);
    assertThat(result.exit()).as(result.output()).isZero();
    Content message = Content.of(Files.readAllBytes(folder.resolve("m.der")));

    CmsException e =
        catchThrowableOfType(
            CmsException.class, () -> CmsDecryptor.decrypt(message, KEYS, scratch));

    assertThat(e.reason()).isEqualTo(Reason.ENCRYPTION_REFUSED);
    assertThat(e).hasMessageContaining("encrypted with " + word + ", which is broken");
  }

  @ParameterizedTest
  @CsvSource({
    "SHA1, PSS, signed over sha1",
    "SHA384, PSS, signed over sha384",
    "SHA256, PKCS1, signed with pkcs1",
  })
  void aWeakSignatureIsRefusedByName(Digest digest, SignatureScheme scheme, String why)
      throws Exception {
    Verified verified = verified(Party.BROKER, digest, scheme);

    assertThatThrownBy(() -> STRONG.accept(verified))
        .hasMessageContaining(why)
        .extracting(e -> ((CmsException) e).reason())
        .isEqualTo(Reason.SIGNATURE_REFUSED);
  }

  @Test
  void aShortKeyIsRefusedThoughItsSignatureVerifies() throws Exception {
    KeyPair pair = Party.generate("RSA", 1024);
    Verified verified =
        verified(Party.issue("Short", pair, 99), Digest.SHA256, SignatureScheme.PSS);

    assertThatThrownBy(() -> STRONG.accept(verified))
        .hasMessageContaining("an RSA key of 1024 bits")
        .hasMessageContaining("policy.receive.minRsaBits");
    CmsPolicy.EVERYTHING_READABLE.accept(verified);
  }

  @Test
  void ellipticCurvesHaveAWordOfTheirOwn() throws Exception {
    Verified verified = verified(Party.EC_SIGNER, Digest.SHA256, SignatureScheme.PKCS1);

    assertThat(verified.scheme()).isEqualTo("ecdsa");
    assertThatThrownBy(() -> STRONG.accept(verified)).hasMessageContaining("signed with ecdsa");
  }

  @Test
  void theLeastBitsOfAnRsaKeyAreAskedOfRsaAlone() throws Exception {
    CmsPolicy ofBoth =
        new CmsPolicy(
            List.of("sha256"), List.of("pss", "ecdsa"), STRONG.ciphers(), List.of(), 4096);

    assertThatCode(
            () -> ofBoth.accept(verified(Party.EC_SIGNER, Digest.SHA256, SignatureScheme.PKCS1)))
        .doesNotThrowAnyException();
    Verified short2048 = verified(Party.BROKER, Digest.SHA256, SignatureScheme.PSS);
    assertThatThrownBy(() -> ofBoth.accept(short2048)).hasMessageContaining("asks for 4096");
  }

  @Test
  void whatThePolicyAllowsIsAccepted() throws Exception {
    STRONG.accept(verified(Party.BROKER, Digest.SHA256, SignatureScheme.PSS));
  }

  private CmsException refusal(Content message) {
    return catchThrowableOfType(
        CmsException.class, () -> CmsDecryptor.decrypt(message, KEYS, STRONG, scratch));
  }

  private Content encrypted(ContentCipher cipher, KeyTransport transport) throws Exception {
    return CmsEncryptor.encrypt(
        Samples.interchange(),
        List.of(Party.GATEWAY.certificate()),
        Samples.encrypting(cipher, transport),
        scratch);
  }

  private static Verified verified(Party signer, Digest digest, SignatureScheme scheme)
      throws Exception {
    byte[] signature =
        CmsSigner.detached(
            Samples.interchange(), signer.signing(), Samples.signing(digest, scheme));
    return CmsVerifier.detached(Samples.interchange(), signature);
  }
}
