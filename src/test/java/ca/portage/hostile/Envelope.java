package ca.portage.hostile;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Encrypts by hand, so that each field of the message can be wrong on purpose. */
final class Envelope {
  private static final BouncyCastleProvider BC = new BouncyCastleProvider();

  private final X509Certificate recipient;
  private ASN1ObjectIdentifier cipher = NISTObjectIdentifiers.id_aes256_CBC;
  private String transformation = "AES/CBC/PKCS5Padding";
  private byte[] key = Bytes.random(32);
  private final byte[] iv;
  private int tagBytes = 16;
  private ASN1Encodable parameters;
  private UnaryOperator<byte[]> cipherText = UnaryOperator.identity();
  private UnaryOperator<byte[]> tag = UnaryOperator.identity();
  private UnaryOperator<byte[]> wrapped = UnaryOperator.identity();
  private ASN1Set recipients;

  private Envelope(X509Certificate recipient, int ivBytes) {
    this.recipient = recipient;
    this.iv = Bytes.random(ivBytes);
    this.parameters = new DEROctetString(iv);
  }

  /** AES-256-CBC under RSA with PKCS #1 v1.5. */
  static Envelope cbc(X509Certificate recipient) {
    return new Envelope(recipient, 16);
  }

  /** Another cipher in CBC with blocks of eight bytes. */
  static Envelope old(
      X509Certificate recipient,
      String oid,
      String transformation,
      int keyBytes,
      UnaryOperator<ASN1Encodable> parameters) {
    Envelope envelope = new Envelope(recipient, 8);
    envelope.cipher = new ASN1ObjectIdentifier(oid);
    envelope.transformation = transformation;
    envelope.key = Bytes.random(keyBytes);
    envelope.parameters = parameters.apply(envelope.parameters);
    return envelope;
  }

  /** AES-256-GCM as AuthEnvelopedData, its tag shortened to so many bytes. */
  static Envelope gcm(X509Certificate recipient, int tagBytes) {
    Envelope envelope = new Envelope(recipient, 12);
    envelope.cipher = NISTObjectIdentifiers.id_aes256_GCM;
    envelope.transformation = "AES/GCM/NoPadding";
    envelope.tagBytes = tagBytes;
    envelope.parameters =
        new DERSequence(
            new ASN1Encodable[] {new DEROctetString(envelope.iv), new ASN1Integer(tagBytes)});
    return envelope;
  }

  /** The encrypted content, changed. */
  Envelope cipherText(UnaryOperator<byte[]> change) {
    cipherText = change;
    return this;
  }

  /** The tag, changed. */
  Envelope tag(UnaryOperator<byte[]> change) {
    tag = change;
    return this;
  }

  /** The encrypted content key, changed. */
  Envelope wrapped(UnaryOperator<byte[]> change) {
    wrapped = change;
    return this;
  }

  /** Other recipients altogether. */
  Envelope recipients(ASN1Encodable... others) {
    recipients = new DERSet(others);
    return this;
  }

  /** The one true recipient, for a set of several. */
  RecipientInfo trueRecipient() {
    return recipient(recipient, recipient.getSerialNumber());
  }

  /** Somebody whose key nobody here has. */
  RecipientInfo foreignRecipient() {
    return recipient(recipient, recipient.getSerialNumber().add(BigInteger.TEN));
  }

  private RecipientInfo recipient(X509Certificate certificate, BigInteger serial) {
    try {
      Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      rsa.init(Cipher.ENCRYPT_MODE, certificate.getPublicKey());
      X500Name issuer =
          X500Name.getInstance(
              ASN1Primitive.fromByteArray(certificate.getIssuerX500Principal().getEncoded()));
      return new RecipientInfo(
          new KeyTransRecipientInfo(
              new RecipientIdentifier(new IssuerAndSerialNumber(issuer, serial)),
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
              new DEROctetString(wrapped.apply(rsa.doFinal(key)))));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The whole message around this content, in DER. */
  byte[] around(byte[] content) {
    try {
      boolean authenticated = transformation.contains("GCM");
      AlgorithmParameterSpec spec =
          authenticated ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv);
      Cipher engine = Cipher.getInstance(transformation, BC);
      engine.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, transformation.split("/")[0]), spec);
      byte[] all = engine.doFinal(content);
      byte[] text = authenticated ? Bytes.head(all, all.length - 16) : all;
      EncryptedContentInfo info =
          new EncryptedContentInfo(
              CMSObjectIdentifiers.data,
              new AlgorithmIdentifier(cipher, parameters),
              new DEROctetString(cipherText.apply(text)));
      ASN1Set to = recipients == null ? new DERSet(trueRecipient()) : recipients;
      if (!authenticated) {
        // Not BouncyCastle's own class, which looks into each recipient.
        return encoded(
            CMSObjectIdentifiers.envelopedData,
            new DERSequence(new ASN1Encodable[] {new ASN1Integer(0), to, info}));
      }
      byte[] mac = java.util.Arrays.copyOfRange(all, all.length - 16, all.length - 16 + tagBytes);
      return encoded(
          CMSObjectIdentifiers.authEnvelopedData,
          new AuthEnvelopedData(null, to, info, null, new DEROctetString(tag.apply(mac)), null));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] encoded(ASN1ObjectIdentifier type, ASN1Encodable content) throws IOException {
    return new ContentInfo(type, content).getEncoded("DER");
  }
}
