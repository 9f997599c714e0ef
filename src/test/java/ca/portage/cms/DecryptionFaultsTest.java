package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Envelopes that must not open, and must not say why (reliability.md E1, E11 to E15, E18). */
class DecryptionFaultsTest {
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
  void aMessageForSomebodyElseNamesForWhom() throws Exception {
    Content message = Content.of(message(ContentCipher.AES256_CBC, KeyTransport.PKCS1));

    assertThatThrownBy(
            () -> CmsDecryptor.decrypt(message, List.of(Party.BROKER.decryption()), scratch))
        .satisfies(e -> assertThat(((CmsException) e).reason()).isEqualTo(Reason.NO_RECIPIENT_KEY))
        .hasMessageContaining("serial number c of")
        .hasMessageContaining("CN=Gateway");
  }

  @ParameterizedTest
  @EnumSource(
      value = ContentCipher.class,
      names = {"AES256_GCM", "AES256_CBC"})
  void everyFailureLooksTheSame(ContentCipher cipher) throws Exception {
    Set<String> texts = new HashSet<>();
    for (KeyTransport transport : KeyTransport.values()) {
      byte[] good = message(cipher, transport);
      texts.add(failure(Arrays.copyOf(good, good.length - 1)));
      texts.add(failure(Arrays.copyOf(good, good.length + 1)));
      for (int i = 30; i < good.length; i += 3) {
        byte[] bad = good.clone();
        bad[i] ^= 0x11;
        opens(bad, texts);
      }
    }

    assertThat(texts).hasSize(1);
  }

  @Test
  void gcmGivesNothingWhenOneBitIsWrong() throws Exception {
    byte[] good = message(ContentCipher.AES128_GCM, KeyTransport.PKCS1);
    for (int i = good.length - 18 - Samples.INTERCHANGE.length; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertThatThrownBy(() -> CmsDecryptor.decrypt(Content.of(bad), KEYS, scratch))
          .isInstanceOf(CmsException.class);
    }
  }

  @Test
  void aShortenedTagIsNotAccepted() throws Exception {
    byte[] good = message(ContentCipher.AES128_GCM, KeyTransport.PKCS1);
    String hex = HexFormat.of().formatHex(good);
    // The tag's length stands in the parameters as INTEGER 16 after the nonce of 12 bytes.
    int at = hex.indexOf("020110", hex.indexOf("608648016503040106"));

    CmsException e =
        decryptionOf(
            HexFormat.of().parseHex(hex.substring(0, at) + "02010c" + hex.substring(at + 6)));
    assertThat(e.reason()).isEqualTo(Reason.ENCRYPTION_REFUSED);
    assertThat(e).hasMessageContaining("aes-128-gcm and a tag of 12 bytes instead of 16");
  }

  /** IDEA, Camellia and AES-OFB: what everybody can read may be named, for no key was touched. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.3.6.1.4.1.188.7.1.1.2",
        "1.2.392.200011.61.1.1.1.2",
        "2.16.840.1.101.3.4.1.3",
        "1.2.840.113549.3.7.1"
      })
  void aCipherThatWeDoNotHaveIsNamedAndNoFailureOfAKey(String oid) throws Exception {
    CmsException e = decryptionOf(withCipher(oid));

    assertThat(e.reason()).isEqualTo(Reason.ENCRYPTION_REFUSED);
    assertThat(e).hasMessageContaining("the cipher " + oid + ", which Portage does not open");
  }

  @Test
  void aCipherWithAnEndlessNameIsNamedByItsBeginning() throws Exception {
    CmsException e = decryptionOf(withCipher("1.2.3" + ".123456789".repeat(40)));

    assertThat(e.reason()).isEqualTo(Reason.ENCRYPTION_REFUSED);
    assertThat(e.getMessage()).contains("...").hasSizeLessThan(400);
  }

  private byte[] withCipher(String oid) throws Exception {
    EnvelopedData data =
        EnvelopedData.getInstance(
            ContentInfo.getInstance(message(ContentCipher.AES128_CBC, KeyTransport.PKCS1))
                .getContent());
    EncryptedContentInfo content = data.getEncryptedContentInfo();
    EncryptedContentInfo other =
        new EncryptedContentInfo(
            content.getContentType(),
            new AlgorithmIdentifier(
                new ASN1ObjectIdentifier(oid),
                content.getContentEncryptionAlgorithm().getParameters()),
            content.getEncryptedContent());
    return new ContentInfo(
            Oids.ENVELOPED_DATA,
            new EnvelopedData(
                null, data.getRecipientInfos(), other, (org.bouncycastle.asn1.ASN1Set) null))
        .getEncoded();
  }

  @Test
  void anEncryptedKeyLargerThanTheModulusFailsAlike() throws Exception {
    byte[] large = new byte[256];
    Arrays.fill(large, (byte) 0xff);

    failure(withWrappedKey(large));
    failure(withWrappedKey(new byte[0]));
    failure(withWrappedKey(new byte[4096]));
  }

  @Test
  void whatIsNoEncryptedMessageIsMalformed() throws Exception {
    byte[] signed =
        CmsSigner.detached(Samples.interchange(), Party.BROKER.signing(), Samples.classic());
    for (byte[] other : List.of(signed, "<html>".getBytes("US-ASCII"), new byte[0])) {
      CmsException e = decryptionOf(other);
      assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void aDiskThatFailsIsNotTheMessagesFault() throws Exception {
    byte[] large = Samples.random(3 << 20);
    Content message =
        CmsEncryptor.encrypt(
            Content.of(large),
            List.of(Party.GATEWAY.certificate()),
            Samples.encrypting(ContentCipher.AES256_CBC, KeyTransport.PKCS1),
            scratch);
    Scratch gone = new Scratch(Files.createDirectory(folder.resolve("gone")));
    Files.delete(folder.resolve("gone"));

    assertThatThrownBy(() -> CmsDecryptor.decrypt(message, KEYS, gone))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(MalformedBerException.class);
  }

  private byte[] message(ContentCipher cipher, KeyTransport transport) throws Exception {
    return CmsEncryptor.encrypt(
            Samples.interchange(),
            List.of(Party.GATEWAY.certificate()),
            Samples.encrypting(cipher, transport),
            scratch)
        .toBytes(100_000);
  }

  private byte[] withWrappedKey(byte[] wrapped) throws Exception {
    EnvelopedData data =
        EnvelopedData.getInstance(
            ContentInfo.getInstance(message(ContentCipher.AES128_CBC, KeyTransport.PKCS1))
                .getContent());
    KeyTransRecipientInfo good =
        KeyTransRecipientInfo.getInstance(
            RecipientInfo.getInstance(data.getRecipientInfos().getObjectAt(0)).getInfo());
    KeyTransRecipientInfo other =
        new KeyTransRecipientInfo(
            good.getRecipientIdentifier(),
            good.getKeyEncryptionAlgorithm(),
            new DEROctetString(wrapped));
    return new ContentInfo(
            Oids.ENVELOPED_DATA,
            new EnvelopedData(
                null,
                new DERSet(new RecipientInfo(other)),
                data.getEncryptedContentInfo(),
                (org.bouncycastle.asn1.ASN1Set) null))
        .getEncoded();
  }

  private void opens(byte[] message, Set<String> texts) throws IOException {
    try {
      CmsDecryptor.decrypt(Content.of(message), KEYS, scratch);
    } catch (CmsException e) {
      if (e.reason() == Reason.DECRYPTION_FAILED) {
        texts.add(e.getMessage() + e.getCause() + Arrays.toString(e.getSuppressed()));
      } else {
        assertThat(e.reason())
            .isIn(Reason.NO_RECIPIENT_KEY, Reason.MALFORMED, Reason.ENCRYPTION_REFUSED);
      }
    }
  }

  private String failure(byte[] message) {
    CmsException e = decryptionOf(message);
    assertThat(e.reason()).isEqualTo(Reason.DECRYPTION_FAILED);
    return e.getMessage() + e.getCause() + Arrays.toString(e.getSuppressed());
  }

  private CmsException decryptionOf(byte[] message) {
    return catchThrowableOfType(
        CmsException.class, () -> CmsDecryptor.decrypt(Content.of(message), KEYS, scratch));
  }
}
