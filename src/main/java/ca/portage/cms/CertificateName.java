package ca.portage.cms;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * How a message names a certificate: by issuer and serial number, or by subject key identifier (RFC
 * 5652 §5.3, §6.2.1).
 */
sealed interface CertificateName {

  /** Whether this names the given certificate. */
  boolean names(X509Certificate certificate);

  /** Reads the identifier of a signer. */
  static CertificateName of(SignerIdentifier id) throws MalformedBerException {
    return read(id.isTagged(), Asn1.read(id, any -> id.getId()));
  }

  /** Reads the identifier of a recipient. */
  static CertificateName of(RecipientIdentifier id) throws MalformedBerException {
    return read(id.isTagged(), Asn1.read(id, any -> id.getId()));
  }

  private static CertificateName read(boolean byKey, ASN1Encodable id)
      throws MalformedBerException {
    if (byKey) {
      return new ByKey(Asn1.read(id, ASN1OctetString::getInstance).getOctets());
    }
    IssuerAndSerialNumber pair = Asn1.read(id, IssuerAndSerialNumber::getInstance);
    try {
      return new ByIssuer(
          new X500Principal(Asn1.der(pair.getName())), pair.getSerialNumber().getValue());
    } catch (IllegalArgumentException e) {
      throw new MalformedBerException("an issuer cannot be read", e);
    }
  }

  /** Issuers compare in their canonical form, so a re-encoded name is still the same issuer. */
  record ByIssuer(X500Principal issuer, BigInteger serial) implements CertificateName {
    @Override
    public boolean names(X509Certificate certificate) {
      return certificate.getSerialNumber().equals(serial)
          && certificate.getIssuerX500Principal().equals(issuer);
    }

    @Override
    public String toString() {
      return "serial number "
          + SafeName.of(serial.toString(16))
          + " of "
          + SafeName.of(issuer.getName());
    }
  }

  /** The identifier is the certificate's own extension, or the SHA-1 of its key. */
  final class ByKey implements CertificateName {
    private static final String EXTENSION = "2.5.29.14";
    private final byte[] identifier;

    ByKey(byte[] identifier) {
      this.identifier = identifier.clone();
    }

    @Override
    public boolean names(X509Certificate certificate) {
      return extension(certificate)
          .or(() -> computed(certificate))
          .filter(own -> MessageDigest.isEqual(own, identifier))
          .isPresent();
    }

    private static Optional<byte[]> extension(X509Certificate certificate) {
      byte[] value = certificate.getExtensionValue(EXTENSION);
      if (value == null) {
        return Optional.empty();
      }
      try {
        byte[] inner = Asn1.parse(value, ASN1OctetString::getInstance).getOctets();
        return Optional.of(Asn1.parse(inner, ASN1OctetString::getInstance).getOctets());
      } catch (MalformedBerException e) {
        return Optional.empty();
      }
    }

    private static Optional<byte[]> computed(X509Certificate certificate) {
      try {
        SubjectPublicKeyInfo key =
            Asn1.parse(certificate.getPublicKey().getEncoded(), SubjectPublicKeyInfo::getInstance);
        MessageDigest sha1 = CryptoProviders.digest(Digest.SHA1);
        return Optional.of(sha1.digest(key.getPublicKeyData().getOctets()));
      } catch (MalformedBerException e) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      byte[] shown = Arrays.copyOf(identifier, Math.min(identifier.length, 32));
      return "key identifier " + HexFormat.of().formatHex(shown);
    }
  }
}
