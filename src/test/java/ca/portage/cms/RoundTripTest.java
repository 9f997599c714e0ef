package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is encrypted comes back, whatever its size, as long as any of our keys is meant. */
class RoundTripTest {
  private static final List<DecryptionKey> KEYS = List.of(Party.GATEWAY.decryption());

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

  @Test
  void theFormerKeyStillOpensWhileKeysOverlap() throws Exception {
    Content message = Content.of(message(ContentCipher.AES256_CBC, KeyTransport.PKCS1));

    assertThat(
            CmsDecryptor.decrypt(
                    message,
                    List.of(Party.BROKER.decryption(), Party.GATEWAY.decryption()),
                    scratch)
                .toBytes(10_000))
        .isEqualTo(Samples.INTERCHANGE);
  }

  @Test
  void theSizeOfTheContentDoesNotMatter() throws Exception {
    for (int size :
        new int[] {
          0,
          1,
          7,
          8,
          15,
          16,
          17,
          127,
          128,
          255,
          256,
          65535,
          65536,
          70000,
          (1 << 20) - 1,
          1 << 20,
          (1 << 20) + 1
        }) {
      for (ContentCipher cipher : ContentCipher.values()) {
        byte[] plain = Samples.random(size);
        Content message =
            CmsEncryptor.encrypt(
                Content.of(plain),
                List.of(Party.GATEWAY.certificate()),
                Samples.encrypting(cipher, KeyTransport.PKCS1),
                scratch);
        assertThat(CmsDecryptor.decrypt(message, KEYS, scratch).toBytes(1 << 22))
            .as(cipher + " " + size)
            .isEqualTo(plain);
      }
    }
  }

  @Test
  void anOpaqueSignatureMayLeaveItsCertificatesToTheReader() throws Exception {
    CmsAlgorithms without =
        new CmsAlgorithms(
            Digest.SHA256,
            SignatureScheme.PKCS1,
            ContentCipher.AES256_CBC,
            KeyTransport.PKCS1,
            false,
            false);
    Content message =
        CmsSigner.opaque(Samples.interchange(), Party.BROKER.signing(), without, scratch);

    VerifiedContent read =
        CmsVerifier.opaque(message, List.of(Party.BROKER.certificate()), scratch);
    assertThat(read.content().toBytes(10_000)).isEqualTo(Samples.INTERCHANGE);
    assertThatExceptionOfType(CmsException.class)
        .isThrownBy(() -> CmsVerifier.opaque(message, scratch))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(CmsException.Reason.SIGNER_UNTRUSTED));
    byte[] detached = CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), without);
    assertThat(
            CmsVerifier.detached(
                    Samples.interchange(), detached, List.of(Party.BROKER.certificate()))
                .digest())
        .isEqualTo(Digest.SHA256);
  }

  private byte[] message(ContentCipher cipher, KeyTransport transport) throws Exception {
    return CmsEncryptor.encrypt(
            Samples.interchange(),
            List.of(Party.GATEWAY.certificate()),
            Samples.encrypting(cipher, transport),
            scratch)
        .toBytes(100_000);
  }
}
