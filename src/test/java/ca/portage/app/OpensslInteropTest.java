package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsSigner;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.cms.SigningKey;
import ca.portage.cms.Verified;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.MessageForm;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CanonicalText;
import ca.portage.ediint.MessageWriter;
import ca.portage.ediint.SignedMessage;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A whole message in every algorithm that a profile can name: what we write {@code openssl cms}
 * decrypts and verifies, what openssl writes we open. CAST5 stands in the component's own tests:
 * openssl cannot read its standard parameters.
 */
class OpensslInteropTest {
  private static final String EDI = "UNB+UNOA:3+A+B+260302:1430+1'\nUNZ+0+1'\n";

  @TempDir static Path folder;

  private static Issued signing;
  private static Issued encryption;

  /** The words of a profile for one message. */
  record Words(String digest, String signature, String cipher, String keyTransport) {
    CmsAlgorithms algorithms() {
      return new CmsAlgorithms(
          Digest.parse(digest).orElseThrow(),
          SignatureScheme.parse(signature).orElseThrow(),
          ContentCipher.parse(cipher).orElseThrow(),
          KeyTransport.parse(keyTransport).orElseThrow(),
          false,
          true);
    }
  }

  static Stream<Words> words() throws Exception {
    ConfigLoader shipped = new ConfigLoader(new Home(Path.of(".")));
    List<Words> all = new ArrayList<>();
    for (String profile : List.of("cig-2026", "cig-2008")) {
      MessageForm form = shipped.profile(profile).message();
      all.add(new Words(form.digest(), form.signature(), form.cipher(), form.keyTransport()));
    }
    for (String cipher :
        List.of(
            "3des", "aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "aes-128-gcm", "aes-256-gcm")) {
      all.add(new Words("sha256", "pkcs1", cipher, "pkcs1"));
    }
    all.add(new Words("sha256", "pkcs1", "aes-256-cbc", "oaep-sha1"));
    all.add(new Words("sha256", "pkcs1", "aes-256-gcm", "oaep-sha256"));
    all.add(new Words("sha256", "pss", "aes-256-cbc", "oaep-sha256"));
    all.add(new Words("sha1", "pkcs1", "3des", "oaep-sha1"));
    return all.stream().distinct();
  }

  @BeforeAll
  static void keys() throws Exception {
    TestAuthority authority = TestAuthority.create("Interop CA", Clock.systemUTC());
    signing = authority.issue(Purpose.SIGNING, "cn=signer");
    encryption = authority.issue(Purpose.ENCRYPTION, "cn=recipient");
    TestAuthority.writePem(folder.resolve("ca.pem"), authority.certificate());
    TestAuthority.writePem(folder.resolve("signer.pem"), signing.certificate());
    TestAuthority.writePem(folder.resolve("recipient.pem"), encryption.certificate());
    key("signer.key", signing);
    key("recipient.key", encryption);
  }

  @ParameterizedTest
  @MethodSource("words")
  void opensslDecryptsAndVerifiesWhatWeWrite(Words words) throws Exception {
    CmsAlgorithms algorithms = words.algorithms();
    try (Scratch scratch = new Scratch(folder)) {
      Content canonical = CanonicalText.crlf(bytes(EDI), scratch);
      Content part = MessageWriter.part("application/edi-edifact", canonical, true);
      byte[] signature =
          CmsSigner.detached(part, new SigningKey(signing.key(), signing.chain()), algorithms);
      String boundary = MessageWriter.boundary(Clock.systemUTC(), new SecureRandom(), part);
      Content entity =
          MessageWriter.signed(part, signature, algorithms.digest(), boundary, true, true);
      Content wire =
          CmsEncryptor.encrypt(entity, List.of(encryption.certificate()), algorithms, scratch);
      write("wire.der", wire);
    }
    openssl(
        "cms -decrypt -binary -inform DER -in wire.der -inkey recipient.key -recip recipient.pem"
            + " -out entity.mime");
    openssl(
        "cms -verify -binary -crlfeol -in entity.mime -CAfile ca.pem -purpose any -out verified");
    assertThat(Files.readString(folder.resolve("verified")))
        .startsWith("Content-Type: application/edi-edifact\r\n")
        .endsWith("\r\n\r\n" + EDI.replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void weOpenAndVerifyWhatOpensslWrites(Words words) throws Exception {
    String part = "Content-Type: application/edi-edifact\r\n\r\n" + EDI.replace("\n", "\r\n");
    write("part", bytes(part));
    String pss = words.signature().equals("pss") ? " -keyopt rsa_padding_mode:pss" : "";
    openssl(
        "cms -sign -binary -crlfeol -in part -md "
            + words.digest()
            + " -signer signer.pem -inkey signer.key"
            + pss
            + " -out signed.mime");
    String transport =
        switch (words.keyTransport()) {
          case "oaep-sha1" -> " -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha1";
          case "oaep-sha256" -> " -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256";
          default -> "";
        };
    String cipher = words.cipher().equals("3des") ? "des3" : words.cipher();
    openssl(
        "cms -encrypt -binary -in signed.mime -outform DER -"
            + cipher
            + " -recip recipient.pem"
            + transport
            + " -out theirs.der");
    try (Scratch scratch = new Scratch(folder)) {
      Content entity =
          CmsDecryptor.decrypt(
              Content.of(folder.resolve("theirs.der")),
              List.of(new DecryptionKey(encryption.key(), encryption.certificate())),
              scratch);
      SignedMessage message = SignedMessage.open(entity, scratch);
      Verified verified =
          CmsVerifier.detached(message.signedPart(), message.signature().orElseThrow());
      assertThat(verified.signer()).isEqualTo(signing.certificate());
      assertThat(verified.digest().word()).isEqualTo(words.digest());
      assertThat(message.signedPart().toBytes(10_000))
          .isEqualTo(part.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static Content bytes(String text) {
    return Content.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(String name, Content content) throws IOException {
    Files.write(folder.resolve(name), content.toBytes(1 << 20));
  }

  private static void key(String name, Issued issued) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(issued.key().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  private static void openssl(String arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(arguments.split(" ")));
    Path log = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", arguments, Files.readString(log)).isZero();
  }
}
