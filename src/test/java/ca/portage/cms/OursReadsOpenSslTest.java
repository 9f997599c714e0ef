package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What openssl 3 writes, Portage reads: DER and streamed BER, every key form, several recipients.
 */
class OursReadsOpenSslTest {
  @TempDir Path folder;
  private OpenSsl openSsl;
  private Scratch scratch;

  @BeforeEach
  void prepare() throws IOException {
    openSsl = new OpenSsl(folder);
    scratch = new Scratch(folder);
    Files.write(folder.resolve("content"), Samples.INTERCHANGE);
    for (Party party : List.of(Party.BROKER, Party.GATEWAY, Party.EC_SIGNER)) {
      party.certificatePem(folder);
      party.keyPem(folder);
    }
  }

  @AfterEach
  void clean() {
    scratch.close();
  }

  @ParameterizedTest
  @CsvSource({
    "-des3, ''",
    "-cast5-cbc, ''",
    "-rc2-128, ''",
    "-rc2-64, ''",
    "-aes128, ''",
    "-aes192, ''",
    "-aes256, ''",
    "-aes-128-gcm, ''",
    "-aes-256-gcm, ''",
    "-aes256, rsa_padding_mode:oaep",
    "-aes256, rsa_padding_mode:oaep rsa_oaep_md:sha256",
    "-aes-256-gcm, rsa_padding_mode:oaep rsa_oaep_md:sha256 rsa_mgf1_md:sha256",
    "-des3, rsa_padding_mode:oaep rsa_oaep_md:sha256 rsa_mgf1_md:sha1",
  })
  void anEnvelope(String cipher, String keyOptions) throws Exception {
    List<Object> more = new ArrayList<>(List.of(cipher, "-recip", "12.crt"));
    Arrays.stream(keyOptions.split(" "))
        .filter(o -> !o.isEmpty())
        .forEach(o -> more.addAll(List.of("-keyopt", o)));
    for (boolean stream : List.of(true, false)) {
      encrypt(stream, more.toArray());
      assertThat(opened(List.of(Party.GATEWAY.decryption()))).isEqualTo(Samples.INTERCHANGE);
    }
  }

  @Test
  void anEnvelopeThatNamesTheKeyByIdentifier() throws Exception {
    encrypt(true, "-aes128", "-keyid", "-recip", "12.crt");

    assertThat(opened(List.of(Party.BROKER.decryption(), Party.GATEWAY.decryption())))
        .isEqualTo(Samples.INTERCHANGE);
  }

  @Test
  void anEnvelopeForSeveralRecipients() throws Exception {
    encrypt(true, "-aes128", "-recip", "12.crt", "-recip", "11.crt");

    assertThat(opened(List.of(Party.BROKER.decryption()))).isEqualTo(Samples.INTERCHANGE);
    assertThat(opened(List.of(Party.GATEWAY.decryption()))).isEqualTo(Samples.INTERCHANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "sha1, 11, ''",
    "sha256, 11, ''",
    "sha384, 11, ''",
    "sha512, 11, ''",
    "sha1, 11, rsa_padding_mode:pss",
    "sha256, 11, rsa_padding_mode:pss",
    "sha384, 11, rsa_padding_mode:pss rsa_pss_saltlen:20",
    "sha512, 11, rsa_padding_mode:pss",
    "sha256, 13, ''",
  })
  void aSignature(String digest, String signer, String keyOptions) throws Exception {
    List<Object> more = new ArrayList<>(List.of("-md", digest, "-signer", signer + ".crt"));
    more.addAll(List.of("-inkey", signer + ".key"));
    Arrays.stream(keyOptions.split(" "))
        .filter(o -> !o.isEmpty())
        .forEach(o -> more.addAll(List.of("-keyopt", o)));
    checkDetached(digest, more);
    more.add("-keyid");
    checkDetached(digest, more);
    checkOpaque(digest, more);
    List<Object> plain = new ArrayList<>(more);
    plain.add("-noattr");
    checkDetached(digest, plain);
    checkOpaque(digest, plain);
    if (!keyOptions.contains("pss")) {
      // openssl 3.0 itself cannot stream an opaque PSS signature ("illegal zero content").
      more.add("-stream");
      checkOpaque(digest, more);
    }
  }

  @Test
  void aSignatureWithoutCertificatesByTheCertificateWeHold() throws Exception {
    sign("-md", "sha256", "-signer", "11.crt", "-inkey", "11.key", "-nocerts");

    Verified verified =
        CmsVerifier.detached(Samples.interchange(), message(), List.of(Party.BROKER.certificate()));

    assertThat(verified.signer()).isEqualTo(Party.BROKER.certificate());
    assertThat(verified.included()).isEmpty();
  }

  private void checkDetached(String digest, List<Object> options) throws Exception {
    sign(options.toArray());
    Verified verified = CmsVerifier.detached(Samples.interchange(), message());
    assertThat(verified.digest().word()).isEqualTo(digest);
    assertThat(verified.included()).contains(verified.signer()).hasSize(1);
    assertThat(verified.contentDigest())
        .isEqualTo(CryptoProviders.digest(verified.digest()).digest(Samples.INTERCHANGE));
  }

  private void checkOpaque(String digest, List<Object> options) throws Exception {
    List<Object> opaque = new ArrayList<>(options);
    opaque.add("-nodetach");
    sign(opaque.toArray());
    VerifiedContent found = CmsVerifier.opaque(Content.of(message()), scratch);
    assertThat(found.verified().digest().word()).isEqualTo(digest);
    assertThat(found.content().toBytes(10_000)).isEqualTo(Samples.INTERCHANGE);
  }

  private byte[] message() throws IOException {
    return Files.readAllBytes(folder.resolve("message"));
  }

  private byte[] opened(List<DecryptionKey> keys) throws Exception {
    return CmsDecryptor.decrypt(Content.of(message()), keys, scratch).toBytes(10_000);
  }

  private void sign(Object... options) throws Exception {
    run("-sign", false, options);
  }

  private void encrypt(boolean stream, Object... options) throws Exception {
    run("-encrypt", stream, options);
  }

  private void run(String operation, boolean stream, Object... options) throws Exception {
    List<Object> all = new ArrayList<>(List.of(operation, "-binary"));
    all.addAll(List.of("-in", "content", "-outform", "DER", "-out", "message"));
    all.addAll(Arrays.asList(options));
    if (stream) {
      all.add("-stream");
    }
    OpenSsl.Result result = openSsl.cms(all.toArray());
    assertThat(result.exit()).as(result.output()).isZero();
  }
}
