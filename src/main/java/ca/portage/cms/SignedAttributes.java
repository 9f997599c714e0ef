package ca.portage.cms;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The signed attributes that decide, each present at most once and with one value (RFC 5652 §11).
 */
record SignedAttributes(
    ASN1ObjectIdentifier contentType,
    byte[] messageDigest,
    Optional<CMSAlgorithmProtection> protection) {

  static SignedAttributes read(ASN1Set attributes) throws MalformedBerException {
    ASN1Encodable type = required(attributes, CMSAttributes.contentType);
    ASN1Encodable digest = required(attributes, CMSAttributes.messageDigest);
    Optional<ASN1Encodable> protection = only(attributes, CMSAttributes.cmsAlgorithmProtect);
    return new SignedAttributes(
        Asn1.read(type, ASN1ObjectIdentifier::getInstance),
        Asn1.read(digest, ASN1OctetString::getInstance).getOctets(),
        protection.isEmpty()
            ? Optional.empty()
            : Optional.of(Asn1.read(protection.get(), CMSAlgorithmProtection::getInstance)));
  }

  /** Whether the algorithms are those the signer protected, if it protected any (RFC 6211 §3). */
  boolean protects(AlgorithmIdentifier digest, AlgorithmIdentifier signature) {
    return protection
        .map(
            p ->
                p.getDigestAlgorithm().equals(digest)
                    && signature.equals(p.getSignatureAlgorithm()))
        .orElse(true);
  }

  private static ASN1Encodable required(ASN1Set attributes, ASN1ObjectIdentifier type)
      throws MalformedBerException {
    return only(attributes, type)
        .orElseThrow(() -> new MalformedBerException("a signed attribute is missing"));
  }

  private static Optional<ASN1Encodable> only(ASN1Set attributes, ASN1ObjectIdentifier type)
      throws MalformedBerException {
    ASN1Encodable found = null;
    for (ASN1Encodable each : attributes) {
      Attribute attribute = Asn1.read(each, Attribute::getInstance);
      if (!attribute.getAttrType().equals(type)) {
        continue;
      }
      if (found != null || attribute.getAttrValues().size() != 1) {
        throw new MalformedBerException("a signed attribute is there more than once");
      }
      found = attribute.getAttrValues().getObjectAt(0);
    }
    return Optional.ofNullable(found);
  }
}
