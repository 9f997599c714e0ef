package ca.portage.foreign;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;

/** Messages for our key that cannot be opened, each for another reason. */
final class BrokenEnvelopes {
  private static final String AES_256_CBC = "2.16.840.1.101.3.4.1.42";
  private static final String AES_256_GCM = "2.16.840.1.101.3.4.1.46";
  private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
  private static final String PKCS1 = "RSA/ECB/PKCS1Padding";

  private final Map<String, byte[]> all = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final GatewayKeys keys;
  private final byte[] entity;

  private BrokenEnvelopes(GatewayKeys keys, byte[] entity) {
    this.keys = keys;
    this.entity = entity;
  }

  /** By the reason, all made of the same good entity. */
  static Map<String, byte[]> all(GatewayKeys keys, byte[] entity) throws Exception {
    BrokenEnvelopes broken = new BrokenEnvelopes(keys, entity);
    broken.contentKeys();
    broken.contents();
    broken.formats();
    return broken.all;
  }

  private void contentKeys() throws Exception {
    byte[] good = BouncyWriter.enveloped(entity, AES_256_CBC, 0, keys.recipient());
    all.put("another content key", withKey(good, rsa(PKCS1, bytes(32))));
    all.put("a content key of another length", withKey(good, rsa(PKCS1, bytes(7))));
    all.put("no content key at all", withKey(good, rsa(PKCS1, new byte[0])));
    byte[] small = bytes(256);
    small[0] = 0;
    small[1] = 7;
    all.put("no padding round the content key", withKey(good, rsa("RSA/ECB/NoPadding", small)));
    byte[] oaep =
        BouncyWriter.enveloped(
            BouncyWriter.DATA, entity, AES_256_CBC, 0, BouncyWriter.oaep(keys.recipient(), SHA256));
    all.put("no OAEP round the content key", withKey(oaep, rsa("RSA/ECB/NoPadding", small)));
    all.put("PKCS#1 where OAEP is said", withKey(oaep, rsa(PKCS1, bytes(32))));
  }

  private void contents() throws Exception {
    byte[] good = BouncyWriter.enveloped(entity, AES_256_CBC, 0, keys.recipient());
    all.put("a wrong end of the content", withContent(good, c -> flip(c, c.length - 17)));
    all.put("a content cut inside a block", withContent(good, c -> cut(c, 3)));
    all.put("no content", withContent(good, c -> new byte[0]));
    byte[] gcm = BouncyWriter.authEnveloped(entity, AES_256_GCM, List.of(keys.recipient()));
    all.put("one bit of a GCM content", withGcm(gcm, c -> flip(c, 100), m -> m));
    all.put("one bit of a GCM tag", withGcm(gcm, c -> c, m -> flip(m, 0)));
  }

  private void formats() throws Exception {
    all.put("noise", sealed(bytes(3000)));
    all.put("an empty entity", sealed(new byte[0]));
    byte[] compressed = BouncyWriter.compressed(entity);
    all.put("a damaged compressed layer", sealed(flip(compressed, compressed.length / 2)));
    all.put("a cut compressed layer", sealed(cut(compressed, 9)));
  }

  private byte[] sealed(byte[] content) throws Exception {
    return BouncyWriter.enveloped(content, AES_256_CBC, 0, keys.recipient());
  }

  private byte[] rsa(String transformation, byte[] plain) throws Exception {
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.ENCRYPT_MODE, keys.recipient().getPublicKey());
    return cipher.doFinal(plain);
  }

  private static byte[] withKey(byte[] message, byte[] wrapped) throws Exception {
    EnvelopedData data = EnvelopedData.getInstance(ContentInfo.getInstance(message).getContent());
    KeyTransRecipientInfo good =
        KeyTransRecipientInfo.getInstance(
            RecipientInfo.getInstance(data.getRecipientInfos().getObjectAt(0)).getInfo());
    KeyTransRecipientInfo other =
        new KeyTransRecipientInfo(
            good.getRecipientIdentifier(),
            good.getKeyEncryptionAlgorithm(),
            new DEROctetString(wrapped));
    return enveloped(new DERSet(new RecipientInfo(other)), data.getEncryptedContentInfo());
  }

  private static byte[] withContent(byte[] message, UnaryOperator<byte[]> change) throws Exception {
    EnvelopedData data = EnvelopedData.getInstance(ContentInfo.getInstance(message).getContent());
    return enveloped(data.getRecipientInfos(), changed(data.getEncryptedContentInfo(), change));
  }

  private static byte[] enveloped(ASN1Set recipients, EncryptedContentInfo content)
      throws Exception {
    return new ContentInfo(
            CMSObjectIdentifiers.envelopedData,
            new EnvelopedData(null, recipients, content, (ASN1Set) null))
        .getEncoded();
  }

  private static byte[] withGcm(
      byte[] message, UnaryOperator<byte[]> content, UnaryOperator<byte[]> mac) throws Exception {
    AuthEnvelopedData data =
        AuthEnvelopedData.getInstance(ContentInfo.getInstance(message).getContent());
    return new ContentInfo(
            CMSObjectIdentifiers.authEnvelopedData,
            new AuthEnvelopedData(
                null,
                data.getRecipientInfos(),
                changed(data.getAuthEncryptedContentInfo(), content),
                data.getAuthAttrs(),
                new DEROctetString(mac.apply(data.getMac().getOctets())),
                null))
        .getEncoded();
  }

  private static EncryptedContentInfo changed(
      EncryptedContentInfo info, UnaryOperator<byte[]> change) {
    ASN1OctetString content = info.getEncryptedContent();
    return new EncryptedContentInfo(
        info.getContentType(),
        info.getContentEncryptionAlgorithm(),
        new DEROctetString(change.apply(content.getOctets())));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] flip(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 0x55;
    return copy;
  }

  private static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, bytes.length - length);
  }
}
