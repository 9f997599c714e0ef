package ca.portage.cms;

import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * Signs content with one signer (RFC 5652 §5; CIG G-03s, G-04s, H-06), in DER, in memory that does
 * not grow with the content.
 */
public final class CmsSigner {
  private CmsSigner() {}

  /**
   * The detached signature over the content's exact bytes, as a DER ContentInfo.
   *
   * @throws CmsException KEY_UNUSABLE when the key cannot sign
   * @throws IOException when the content cannot be read
   */
  public static byte[] detached(Content content, SigningKey key, CmsAlgorithms algorithms)
      throws CmsException, IOException {
    return detached(content, key, algorithms, Clock.systemUTC());
  }

  /** The same, with the clock that gives the signing time. */
  public static byte[] detached(
      Content content, SigningKey key, CmsAlgorithms algorithms, Clock clock)
      throws CmsException, IOException {
    return detached(
        content, key, algorithms, new SignerInfoWriter(CryptoProviders.chosen(), clock));
  }

  /**
   * A message that holds the content and its signature.
   *
   * @throws CmsException KEY_UNUSABLE when the key cannot sign
   * @throws IOException when the content cannot be read or the scratch not be written
   */
  public static Content opaque(
      Content content, SigningKey key, CmsAlgorithms algorithms, Scratch scratch)
      throws CmsException, IOException {
    return opaque(content, key, algorithms, scratch, Clock.systemUTC());
  }

  /** The same, with the clock that gives the signing time. */
  public static Content opaque(
      Content content, SigningKey key, CmsAlgorithms algorithms, Scratch scratch, Clock clock)
      throws CmsException, IOException {
    return opaque(
        content, key, algorithms, scratch, new SignerInfoWriter(CryptoProviders.chosen(), clock));
  }

  static byte[] detached(
      Content content, SigningKey key, CmsAlgorithms algorithms, SignerInfoWriter writer)
      throws CmsException, IOException {
    byte[] digest = Digesting.digest(content, algorithms.digest(), writer.providers());
    SignerInfo signer = writer.write(digest, key, algorithms);
    SignedData signed =
        new SignedData(
            new DERSet(DigestIds.of(algorithms.digest())),
            new ContentInfo(Oids.DATA, null),
            algorithms.includeCertificates() ? certificates(key) : null,
            null,
            new DERSet(signer));
    return Asn1.der(new ContentInfo(Oids.SIGNED_DATA, signed));
  }

  static Content opaque(
      Content content,
      SigningKey key,
      CmsAlgorithms algorithms,
      Scratch scratch,
      SignerInfoWriter writer)
      throws CmsException, IOException {
    MessageDigest digest = writer.providers().newDigest(algorithms.digest());
    Content copy = copy(content, digest, scratch);
    SignerInfo signer = writer.write(digest.digest(), key, algorithms);
    byte[] suffix = suffix(key, algorithms, signer);
    byte[] prefix =
        new DerPrefix(copy.size())
            .wrap(DerPrefix.OCTETS)
            .wrap(DerPrefix.EXPLICIT_0)
            .before(Asn1.der(Oids.DATA))
            .wrap(DerPrefix.SEQUENCE)
            .before(Asn1.der(new DERSet(DigestIds.of(algorithms.digest()))))
            .before(Asn1.der(new ASN1Integer(1)))
            .after(suffix.length)
            .wrap(DerPrefix.SEQUENCE)
            .wrap(DerPrefix.EXPLICIT_0)
            .before(Asn1.der(Oids.SIGNED_DATA))
            .wrap(DerPrefix.SEQUENCE)
            .bytes();
    return Content.join(Content.of(prefix), copy, Content.of(suffix));
  }

  private static Content copy(Content content, MessageDigest digest, Scratch scratch)
      throws IOException {
    try (ContentSink sink = scratch.sink();
        OutputStream digesting = new DigestOutputStream(sink, digest);
        InputStream in = content.open()) {
      in.transferTo(digesting);
      return sink.content();
    }
  }

  private static byte[] suffix(SigningKey key, CmsAlgorithms algorithms, SignerInfo signer)
      throws CmsException {
    byte[] signers = Asn1.der(new DERSet(signer));
    if (!algorithms.includeCertificates()) {
      return signers;
    }
    byte[] certificates = Asn1.der(new DERTaggedObject(false, 0, certificates(key)));
    return new DerPrefix(0).before(signers).before(certificates).bytes();
  }

  private static ASN1Set certificates(SigningKey key) throws CmsException {
    ASN1EncodableVector all = new ASN1EncodableVector();
    for (X509Certificate certificate : key.chain()) {
      try {
        all.add(Asn1.parse(certificate.getEncoded(), Certificate::getInstance));
      } catch (CertificateEncodingException | MalformedBerException e) {
        throw new CmsException(
            CmsException.Reason.KEY_UNUSABLE, "A certificate of the " + key + " is broken.", e);
      }
    }
    return new DERSet(all);
  }
}
