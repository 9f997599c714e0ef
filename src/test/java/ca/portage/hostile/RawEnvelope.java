package ca.portage.hostile;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** An EnvelopedData of one recipient (RFC 5652 §6): RSA PKCS#1 v1.5 and AES-128-CBC. */
public final class RawEnvelope {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RawEnvelope() {}

  /** Encrypts bytes for the holder of a certificate. */
  public static byte[] seal(byte[] clear, X509Certificate recipient)
      throws GeneralSecurityException, IOException {
    byte[] key = random();
    byte[] iv = random();
    Cipher content = Cipher.getInstance("AES/CBC/PKCS5Padding");
    content.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    EncryptedContentInfo encrypted =
        new EncryptedContentInfo(
            CMSObjectIdentifiers.data,
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes128_CBC, new DEROctetString(iv)),
            new DEROctetString(content.doFinal(clear)));
    EnvelopedData envelope =
        new EnvelopedData(
            null,
            new DERSet(new RecipientInfo(transport(key, recipient))),
            encrypted,
            (ASN1Set) null);
    return new ContentInfo(CMSObjectIdentifiers.envelopedData, envelope).getEncoded("DER");
  }

  private static KeyTransRecipientInfo transport(byte[] key, X509Certificate recipient)
      throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    rsa.init(Cipher.ENCRYPT_MODE, recipient.getPublicKey());
    IssuerAndSerialNumber name =
        new IssuerAndSerialNumber(
            X500Name.getInstance(recipient.getIssuerX500Principal().getEncoded()),
            recipient.getSerialNumber());
    return new KeyTransRecipientInfo(
        new RecipientIdentifier(name),
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
        new DEROctetString(rsa.doFinal(key)));
  }

  private static byte[] random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
