package ca.portage.hostile;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** A SignedData put together element by element (RFC 5652 §5), right or wrong in any of them. */
public final class RawSignature {
  private final byte[] content;
  private final List<SignerInfo> signers = new ArrayList<>();
  private final List<X509Certificate> certificates = new ArrayList<>();
  private String digest = "SHA-1";
  private Instant time = Instant.now();
  private boolean opaque;

  private RawSignature(byte[] content) {
    this.content = content.clone();
  }

  /** Begins one over a content. */
  public static RawSignature over(byte[] content) {
    return new RawSignature(content);
  }

  /** The digest of the signers that follow, {@code SHA-1}, {@code SHA-256} or {@code MD5}. */
  public RawSignature digest(String jca) {
    digest = jca;
    return this;
  }

  /** The signing time that the signers that follow claim. */
  public RawSignature at(Instant claimed) {
    time = claimed;
    return this;
  }

  /** Signs, and brings the certificate. */
  public RawSignature by(Signatory who) throws GeneralSecurityException, IOException {
    return with(who.certificate()).silently(who);
  }

  /** Signs, and brings no certificate. */
  public RawSignature silently(Signatory who) throws GeneralSecurityException, IOException {
    return signer(who, content);
  }

  /** Signs something else than the content. */
  public RawSignature byOver(Signatory who, byte[] other)
      throws GeneralSecurityException, IOException {
    return with(who.certificate()).signer(who, other);
  }

  /** Signs the content itself, without signed attributes. */
  public RawSignature bare(Signatory who) throws GeneralSecurityException {
    signers.add(info(who, null, signature(who, content)));
    return with(who.certificate());
  }

  /** Signs attributes of the caller's choice. */
  public RawSignature attributes(Signatory who, Attribute... chosen)
      throws GeneralSecurityException, IOException {
    DERSet set = new DERSet(chosen);
    signers.add(info(who, set, signature(who, set.getEncoded("DER"))));
    return with(who.certificate());
  }

  /** Brings a certificate along. */
  public RawSignature with(X509Certificate... more) {
    certificates.addAll(List.of(more));
    return this;
  }

  /** Holds its content instead of standing beside it. */
  public RawSignature opaque() {
    opaque = true;
    return this;
  }

  /** The attribute that names the digest of a content. */
  public Attribute messageDigest(byte[] of) throws GeneralSecurityException {
    return new Attribute(
        CMSAttributes.messageDigest,
        new DERSet(new DEROctetString(MessageDigest.getInstance(digest).digest(of))));
  }

  /** The attribute that names the type of the content. */
  public static Attribute contentType(ASN1ObjectIdentifier type) {
    return new Attribute(CMSAttributes.contentType, new DERSet(type));
  }

  /** The ContentInfo. */
  public byte[] der() throws GeneralSecurityException, IOException {
    ASN1EncodableVector brought = new ASN1EncodableVector();
    for (X509Certificate each : certificates) {
      brought.add(Certificate.getInstance(each.getEncoded()));
    }
    ASN1EncodableVector infos = new ASN1EncodableVector();
    signers.forEach(infos::add);
    SignedData data =
        new SignedData(
            new DERSet(algorithm(digestOid())),
            new ContentInfo(CMSObjectIdentifiers.data, opaque ? new DEROctetString(content) : null),
            new DERSet(brought),
            null,
            new DERSet(infos));
    return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded("DER");
  }

  private RawSignature signer(Signatory who, byte[] what)
      throws GeneralSecurityException, IOException {
    DERSet attributes =
        new DERSet(
            new Attribute[] {
              contentType(CMSObjectIdentifiers.data),
              messageDigest(what),
              new Attribute(CMSAttributes.signingTime, new DERSet(new DERUTCTime(Date.from(time))))
            });
    signers.add(info(who, attributes, signature(who, attributes.getEncoded("DER"))));
    return this;
  }

  private SignerInfo info(Signatory who, DERSet attributes, byte[] signature) {
    IssuerAndSerialNumber name =
        new IssuerAndSerialNumber(
            X500Name.getInstance(who.certificate().getIssuerX500Principal().getEncoded()),
            who.certificate().getSerialNumber());
    return new SignerInfo(
        new SignerIdentifier(name),
        algorithm(digestOid()),
        attributes,
        algorithm(PKCSObjectIdentifiers.rsaEncryption),
        new DEROctetString(signature),
        null);
  }

  private byte[] signature(Signatory who, byte[] over) throws GeneralSecurityException {
    Signature engine = Signature.getInstance(digest.replace("-", "") + "withRSA");
    engine.initSign(who.key());
    engine.update(over);
    return engine.sign();
  }

  private ASN1ObjectIdentifier digestOid() {
    return new ASN1ObjectIdentifier(
        switch (digest) {
          case "SHA-1" -> "1.3.14.3.2.26";
          case "SHA-256" -> "2.16.840.1.101.3.4.2.1";
          case "MD5" -> "1.2.840.113549.2.5";
          default -> throw new IllegalArgumentException("no identifier for " + digest);
        });
  }

  private static AlgorithmIdentifier algorithm(ASN1ObjectIdentifier oid) {
    return new AlgorithmIdentifier(oid, DERNull.INSTANCE);
  }
}
