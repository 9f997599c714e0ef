package ca.portage.cms;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Writes the one SignerInfo of a message: the signed attributes contentType, messageDigest,
 * signingTime (RFC 5652 §11) and, when asked for, CMSAlgorithmProtection (RFC 6211).
 */
record SignerInfoWriter(CryptoProviders providers, Clock clock) {

  SignerInfo write(byte[] contentDigest, SigningKey key, CmsAlgorithms algorithms)
      throws CmsException, TokenException {
    PrivateKey signing = providers.translate(key.key(), PrivateKey.class);
    String keyAlgorithm = key.certificate().getPublicKey().getAlgorithm();
    SignatureAlgorithm algorithm =
        SignatureAlgorithm.of(keyAlgorithm, algorithms.digest(), algorithms.scheme());
    AlgorithmIdentifier digestId = DigestIds.of(algorithms.digest());
    ASN1Set attributes = attributes(contentDigest, digestId, algorithm, algorithms);
    return new SignerInfo(
        new SignerIdentifier(issuerAndSerial(key.certificate())),
        digestId,
        attributes,
        algorithm.id(),
        new DEROctetString(sign(Asn1.der(attributes), algorithm, signing, key)),
        null);
  }

  private ASN1Set attributes(
      byte[] contentDigest,
      AlgorithmIdentifier digestId,
      SignatureAlgorithm signature,
      CmsAlgorithms algorithms) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(attribute(CMSAttributes.contentType, Oids.DATA));
    all.add(attribute(CMSAttributes.signingTime, new Time(Date.from(clock.instant()))));
    all.add(attribute(CMSAttributes.messageDigest, new DEROctetString(contentDigest)));
    if (algorithms.algorithmProtection()) {
      all.add(
          attribute(
              CMSAttributes.cmsAlgorithmProtect,
              new CMSAlgorithmProtection(
                  digestId, CMSAlgorithmProtection.SIGNATURE, signature.id())));
    }
    return new DERSet(all);
  }

  private byte[] sign(
      byte[] bytes, SignatureAlgorithm algorithm, PrivateKey signing, SigningKey key)
      throws CmsException, TokenException {
    try {
      Signature engine = algorithm.engine(providers, signing);
      engine.initSign(signing);
      engine.update(bytes);
      return engine.sign();
    } catch (ProviderException e) {
      throw new TokenException("sign", e);
    } catch (GeneralSecurityException e) {
      throw new CmsException(
          CmsException.Reason.KEY_UNUSABLE,
          "The " + key + " cannot sign with " + algorithm.jca() + ": " + e.getMessage(),
          e);
    }
  }

  static IssuerAndSerialNumber issuerAndSerial(X509Certificate certificate) throws CmsException {
    try {
      X500Name issuer =
          Asn1.parse(certificate.getIssuerX500Principal().getEncoded(), X500Name::getInstance);
      return new IssuerAndSerialNumber(issuer, certificate.getSerialNumber());
    } catch (MalformedBerException e) {
      throw new CmsException(
          CmsException.Reason.KEY_UNUSABLE,
          "The certificate of "
              + certificate.getSubjectX500Principal().getName()
              + " cannot be read.",
          e);
    }
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }
}
