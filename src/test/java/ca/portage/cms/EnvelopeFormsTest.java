package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.OriginatorInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an envelope may hold beside its content, and what must not stand together (RFC 5652 §6). */
class EnvelopeFormsTest {
  private static final List<DecryptionKey> KEYS = List.of(Party.GATEWAY.decryption());
  private static final ASN1Set NONE = null;

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
  void whatIsNotEncryptedIsPassedOver() throws Exception {
    EnvelopedData plain = enveloped(ContentCipher.AES256_CBC);
    OriginatorInfo originator =
        new OriginatorInfo(
            new DERSet(Certificate.getInstance(Party.BROKER.certificate().getEncoded())), NONE);
    ASN1Set unprotected =
        new DERSet(
            new Attribute(
                PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                new DERSet(new DERUTF8String("anybody may write this"))));
    EnvelopedData talkative =
        new EnvelopedData(
            originator, plain.getRecipientInfos(), plain.getEncryptedContentInfo(), unprotected);

    Content message = content(new ContentInfo(Oids.ENVELOPED_DATA, talkative));

    assertThat(CmsDecryptor.decrypt(message, KEYS, scratch).toBytes(10_000))
        .isEqualTo(Samples.INTERCHANGE);
  }

  /** Counter mode in an envelope without a tag: whoever holds the wire could turn any bit. */
  @Test
  void gcmIsNotOpenedWhereNoTagIsChecked() throws Exception {
    AuthEnvelopedData gcm = authEnveloped(ContentCipher.AES256_GCM);
    EnvelopedData stripped =
        new EnvelopedData(null, gcm.getRecipientInfos(), gcm.getAuthEncryptedContentInfo(), NONE);

    refused(content(new ContentInfo(Oids.ENVELOPED_DATA, stripped)));
  }

  @Test
  void cbcIsNotOpenedWhereATagWouldVouchForIt() throws Exception {
    EnvelopedData cbc = enveloped(ContentCipher.AES256_CBC);
    AuthEnvelopedData dressed =
        new AuthEnvelopedData(
            null,
            cbc.getRecipientInfos(),
            cbc.getEncryptedContentInfo(),
            NONE,
            new DEROctetString(new byte[16]),
            NONE);

    refused(content(new ContentInfo(Oids.AUTH_ENVELOPED_DATA, dressed)));
  }

  /** Reliability E15: a key of ours that no RSA can be done with tells the sender nothing. */
  @ParameterizedTest
  @EnumSource(KeyTransport.class)
  void anEllipticKeyFailsLikeAWrongOne(KeyTransport transport) throws Exception {
    Content message = encrypted(ContentCipher.AES256_GCM, transport);

    CmsException elliptic = failure(message, namesake(Party.generate("EC", 256)));
    CmsException wrong = failure(message, namesake(Party.generate("RSA", 2048)));

    assertThat(elliptic.reason()).isEqualTo(Reason.DECRYPTION_FAILED);
    assertThat(elliptic).hasNoCause().hasMessage(wrong.getMessage());
  }

  /** A certificate that the message names, with another key. */
  private static DecryptionKey namesake(KeyPair pair) {
    return Party.issue("Gateway", pair, 12).decryption();
  }

  private void refused(Content message) {
    assertThatExceptionOfType(MalformedBerException.class)
        .isThrownBy(() -> EnvelopeStructure.read(message, OutputStream.nullOutputStream()))
        .withMessageContaining("does not fit the type of message");
    assertThat(failure(message, KEYS.get(0)).reason()).isEqualTo(Reason.DECRYPTION_FAILED);
  }

  private CmsException failure(Content message, DecryptionKey key) {
    return catchThrowableOfType(
        CmsException.class, () -> CmsDecryptor.decrypt(message, List.of(key), scratch));
  }

  private EnvelopedData enveloped(ContentCipher cipher) throws Exception {
    return EnvelopedData.getInstance(body(cipher));
  }

  private AuthEnvelopedData authEnveloped(ContentCipher cipher) throws Exception {
    return AuthEnvelopedData.getInstance(body(cipher));
  }

  private ASN1Encodable body(ContentCipher cipher) throws Exception {
    return ContentInfo.getInstance(encrypted(cipher, KeyTransport.PKCS1).toBytes(100_000))
        .getContent();
  }

  private Content encrypted(ContentCipher cipher, KeyTransport transport) throws Exception {
    return CmsEncryptor.encrypt(
        Samples.interchange(),
        List.of(Party.GATEWAY.certificate()),
        Samples.encrypting(cipher, transport),
        scratch);
  }

  private static Content content(ContentInfo message) throws Exception {
    return Content.of(message.getEncoded());
  }
}
