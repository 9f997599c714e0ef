package ca.portage.cms;

import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;

/**
 * Encrypts content for one or more RSA certificates: EnvelopedData (RFC 5652 §6) with a CBC cipher,
 * AuthEnvelopedData (RFC 5083) with GCM. Every length is known beforehand, so the message is DER
 * and the content is read once (CIG G-06s, H-04, H-05).
 */
public final class CmsEncryptor {
  private final Content content;
  private final CmsAlgorithms algorithms;
  private final ContentCipher cipher;
  private final ContentKeyTransport transport;

  private CmsEncryptor(Content content, CmsAlgorithms algorithms, CryptoProviders providers) {
    this.content = content;
    this.algorithms = algorithms;
    this.cipher = algorithms.cipher();
    this.transport = new ContentKeyTransport(providers, new SecureRandom());
  }

  /**
   * Encrypts with a fresh key that each recipient can open.
   *
   * @param recipients at least one certificate of an RSA key
   * @return a ContentInfo in DER
   * @throws CmsException KEY_UNUSABLE when nothing can be encrypted for a recipient
   * @throws IOException when the content cannot be read or the scratch not be written
   */
  public static Content encrypt(
      Content content, List<X509Certificate> recipients, CmsAlgorithms algorithms, Scratch scratch)
      throws CmsException, IOException {
    return encrypt(content, recipients, algorithms, scratch, CryptoProviders.chosen());
  }

  static Content encrypt(
      Content content,
      List<X509Certificate> recipients,
      CmsAlgorithms algorithms,
      Scratch scratch,
      CryptoProviders providers)
      throws CmsException, IOException {
    if (recipients.isEmpty()) {
      throw new CmsException(
          CmsException.Reason.KEY_UNUSABLE, "There is no recipient to encrypt the message for.");
    }
    return new CmsEncryptor(content, algorithms, providers).to(recipients, scratch);
  }

  private Content to(List<X509Certificate> recipients, Scratch scratch)
      throws CmsException, IOException {
    byte[] key = new byte[cipher.keyBytes()];
    transport.random().nextBytes(key);
    try (ContentSink sink = scratch.sink()) {
      byte[] recipientInfos = Asn1.der(recipientInfos(recipients, key));
      CipherParameters parameters = CipherParameters.fresh(cipher, transport.random());
      Cipher engine = transport.providers().cipher(cipher.transformation());
      engine.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, cipher.keyAlgorithm()),
          parameters.spec(),
          transport.random());
      sink.write(prefix(recipientInfos, Asn1.der(parameters.id())));
      writeContent(engine, sink);
      return sink.content();
    } catch (GeneralSecurityException e) {
      throw new CmsException(
          CmsException.Reason.KEY_UNUSABLE,
          "The message cannot be encrypted with " + cipher.word() + ": " + e.getMessage(),
          e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] prefix(byte[] recipientInfos, byte[] cipherId) {
    boolean authenticated = cipher.authenticated();
    ASN1ObjectIdentifier type = authenticated ? Oids.AUTH_ENVELOPED_DATA : Oids.ENVELOPED_DATA;
    return new DerPrefix(cipherTextBytes())
        .wrap(DerPrefix.IMPLICIT_OCTETS_0)
        .before(cipherId)
        .before(Asn1.der(Oids.DATA))
        .wrap(DerPrefix.SEQUENCE)
        .after(authenticated ? 2 + CipherParameters.TAG_BYTES : 0)
        .before(recipientInfos)
        .before(Asn1.der(new ASN1Integer(0)))
        .wrap(DerPrefix.SEQUENCE)
        .wrap(DerPrefix.EXPLICIT_0)
        .before(Asn1.der(type))
        .wrap(DerPrefix.SEQUENCE)
        .bytes();
  }

  private long cipherTextBytes() {
    int block = cipher.blockBytes();
    return cipher.authenticated() ? content.size() : (content.size() / block + 1) * block;
  }

  private void writeContent(Cipher engine, ContentSink sink)
      throws IOException, GeneralSecurityException {
    try (InputStream in = content.open()) {
      CipherPump.update(in, engine, sink);
    }
    byte[] last = engine.doFinal();
    if (!cipher.authenticated()) {
      sink.write(last);
      return;
    }
    int rest = last.length - CipherParameters.TAG_BYTES;
    sink.write(last, 0, rest);
    sink.write(DerPrefix.header(DerPrefix.OCTETS, CipherParameters.TAG_BYTES));
    sink.write(last, rest, CipherParameters.TAG_BYTES);
  }

  private DERSet recipientInfos(List<X509Certificate> recipients, byte[] key) throws CmsException {
    ASN1EncodableVector all = new ASN1EncodableVector();
    for (X509Certificate recipient : recipients) {
      try {
        all.add(
            new RecipientInfo(
                new KeyTransRecipientInfo(
                    new RecipientIdentifier(SignerInfoWriter.issuerAndSerial(recipient)),
                    transport.id(algorithms.keyTransport()),
                    new DEROctetString(
                        transport.wrap(key, algorithms.keyTransport(), recipient)))));
      } catch (GeneralSecurityException e) {
        throw new CmsException(
            CmsException.Reason.KEY_UNUSABLE,
            "The message cannot be encrypted for " + SafeName.of(recipient) + ": " + e.getMessage(),
            e);
      }
    }
    return new DERSet(all);
  }
}
