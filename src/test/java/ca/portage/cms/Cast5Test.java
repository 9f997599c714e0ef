package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CAST5 as Entrust and RFC 2984 define it, checked by openssl's RSA and CAST5 on their own. */
class Cast5Test {
  @TempDir Path folder;

  @Test
  void opensslOpensKeyAndContentOfOurMessage() throws Exception {
    ByteArrayOutputStream cipherText = new ByteArrayOutputStream();
    EnvelopeStructure envelope;
    try (Scratch scratch = new Scratch(folder)) {
      Content message =
          CmsEncryptor.encrypt(
              Samples.interchange(),
              List.of(Party.GATEWAY.certificate()),
              Samples.encrypting(ContentCipher.CAST5_CBC, KeyTransport.PKCS1),
              scratch);
      envelope = EnvelopeStructure.read(message, cipherText);
    }
    OpenSsl openSsl = new OpenSsl(folder);
    Files.write(
        folder.resolve("wrapped"), envelope.recipients().get(0).getEncryptedKey().getOctets());
    Files.write(folder.resolve("secret"), cipherText.toByteArray());

    openSsl.run(
        "pkeyutl",
        "-decrypt",
        "-inkey",
        Party.GATEWAY.keyPem(folder),
        "-in",
        "wrapped",
        "-out",
        "key");
    byte[] key = Files.readAllBytes(folder.resolve("key"));
    HexFormat hex = HexFormat.of();
    openSsl.run(
        "enc",
        "-d",
        "-cast5-cbc",
        "-K",
        hex.formatHex(key),
        "-iv",
        hex.formatHex(envelope.cipher().iv()),
        "-in",
        "secret",
        "-out",
        "plain");

    assertThat(key).hasSize(16);
    assertThat(folder.resolve("plain")).hasBinaryContent(Samples.INTERCHANGE);
  }

  @Test
  void theParametersAreVectorAndKeyLength() throws Exception {
    CipherParameters parameters =
        CipherParameters.fresh(ContentCipher.CAST5_CBC, new java.security.SecureRandom());

    String der = HexFormat.of().formatHex(Asn1.der(parameters.id()));

    // SEQUENCE { OID 1.2.840.113533.7.66.10, SEQUENCE { OCTET STRING iv, INTEGER 128 } }
    assertThat(der).startsWith("301b06092a864886f67d07420a300e0408").endsWith("02020080");
    assertThat(CipherParameters.read(parameters.id()).keyBytes()).isEqualTo(16);
  }
}
