package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Portage writes, openssl 3 reads, in every combination a profile can name. CAST5 has its own
 * test: {@code openssl cms} does not read the parameters that RFC 2984 prescribes.
 */
class OpenSslReadsOursTest {
  @TempDir Path folder;
  private OpenSsl openSsl;
  private Scratch scratch;

  @BeforeEach
  void prepare() throws IOException {
    openSsl = new OpenSsl(folder);
    scratch = new Scratch(folder);
    Files.write(folder.resolve("content"), Samples.INTERCHANGE);
    Party.BROKER.certificatePem(folder);
    Party.GATEWAY.certificatePem(folder);
    Party.GATEWAY.keyPem(folder);
    Party.BROKER.keyPem(folder);
    Party.EC_SIGNER.certificatePem(folder);
  }

  @AfterEach
  void clean() {
    scratch.close();
  }

  static Stream<Arguments> envelopes() {
    return Arrays.stream(ContentCipher.values())
        .filter(c -> c != ContentCipher.CAST5_CBC)
        .flatMap(c -> Arrays.stream(KeyTransport.values()).map(t -> Arguments.of(c, t)));
  }

  static Stream<Arguments> signatures() {
    return Arrays.stream(Digest.values())
        .flatMap(d -> Arrays.stream(SignatureScheme.values()).map(s -> Arguments.of(d, s)));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void anEnvelope(ContentCipher cipher, KeyTransport transport) throws Exception {
    write(
        "message",
        CmsEncryptor.encrypt(
            Samples.interchange(),
            List.of(Party.GATEWAY.certificate()),
            Samples.encrypting(cipher, transport),
            scratch));

    assertThat(decrypt(Party.GATEWAY)).isEqualTo(Samples.INTERCHANGE);
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void aDetachedSignature(Digest digest, SignatureScheme scheme) throws Exception {
    byte[] signature =
        CmsSigner.detached(
            Samples.interchange(), Party.BROKER.signing(), Samples.signing(digest, scheme));
    Files.write(folder.resolve("message"), signature);

    verifyDetached("11.crt");
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void anOpaqueSignature(Digest digest, SignatureScheme scheme) throws Exception {
    write(
        "message",
        CmsSigner.opaque(
            Samples.interchange(),
            Party.BROKER.signing(),
            Samples.signing(digest, scheme),
            scratch));

    assertThat(
            openSsl.cms(
                "-verify", "-binary", "-inform", "DER", "-in", "message", "-CAfile", "11.crt",
                "-out", "found"))
        .extracting(OpenSsl.Result::exit, OpenSsl.Result::output)
        .first()
        .isEqualTo(0);
    assertThat(folder.resolve("found")).hasBinaryContent(Samples.INTERCHANGE);
  }

  @Test
  void aSignatureOfAnEllipticCurveKey() throws Exception {
    Files.write(
        folder.resolve("message"),
        CmsSigner.detached(
            Samples.interchange(),
            Party.EC_SIGNER.signing(),
            Samples.signing(Digest.SHA256, SignatureScheme.PKCS1)));

    verifyDetached("13.crt");
  }

  @Test
  void aSignatureWithProtectedAlgorithms() throws Exception {
    CmsAlgorithms protecting =
        new CmsAlgorithms(
            Digest.SHA256,
            SignatureScheme.PSS,
            ContentCipher.AES256_CBC,
            KeyTransport.PKCS1,
            true,
            true);
    Files.write(
        folder.resolve("message"),
        CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), protecting));

    verifyDetached("11.crt");
  }

  @Test
  void anEnvelopeForSeveralRecipientsWithEachOfTheirKeys() throws Exception {
    write(
        "message",
        CmsEncryptor.encrypt(
            Samples.interchange(),
            List.of(Party.BROKER.certificate(), Party.GATEWAY.certificate()),
            Samples.encrypting(ContentCipher.AES256_CBC, KeyTransport.PKCS1),
            scratch));

    assertThat(decrypt(Party.BROKER)).isEqualTo(Samples.INTERCHANGE);
    assertThat(decrypt(Party.GATEWAY)).isEqualTo(Samples.INTERCHANGE);
  }

  private void verifyDetached(String certificate) throws Exception {
    OpenSsl.Result result =
        openSsl.cms(
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "message",
            "-content",
            "content",
            "-CAfile",
            certificate,
            "-out",
            "found");
    assertThat(result.exit()).as(result.output()).isZero();
  }

  private byte[] decrypt(Party party) throws Exception {
    String serial = party.certificate().getSerialNumber().toString();
    OpenSsl.Result result =
        openSsl.cms(
            "-decrypt",
            "-inform",
            "DER",
            "-in",
            "message",
            "-recip",
            serial + ".crt",
            "-inkey",
            serial + ".key",
            "-binary",
            "-out",
            "found");
    assertThat(result.exit()).as(result.output()).isZero();
    return Files.readAllBytes(folder.resolve("found"));
  }

  private void write(String name, Content content) throws IOException {
    try (var out = Files.newOutputStream(folder.resolve(name))) {
      content.copyTo(out);
    }
  }
}
