package ca.portage.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate on its way to being signed with SHA-256 (RFC 5280). */
final class CertificateForm {
  private final X500Principal subject;
  private final PublicKey key;
  private final BigInteger serial;
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private Instant notBefore = Instant.EPOCH;
  private Instant notAfter = Instant.EPOCH;

  CertificateForm(X500Principal subject, PublicKey key, BigInteger serial) {
    this.subject = subject;
    this.key = key;
    this.serial = serial;
  }

  CertificateForm valid(Instant from, Instant to) {
    notBefore = from;
    notAfter = to;
    return this;
  }

  CertificateForm authority() {
    add(Extension.basicConstraints, true, new BasicConstraints(true));
    add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return this;
  }

  CertificateForm usage(int keyUsage, KeyPurposeId extended) {
    add(Extension.basicConstraints, true, new BasicConstraints(false));
    add(Extension.keyUsage, true, new KeyUsage(keyUsage));
    add(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(extended));
    return this;
  }

  /** The private key may sign for a part of the certificate's life only (RFC 3280 §4.2.1.4). */
  CertificateForm keyUntil(Instant end) {
    ASN1Encodable until = new DERTaggedObject(false, 1, new DERGeneralizedTime(Date.from(end)));
    add(Extension.privateKeyUsagePeriod, false, new DERSequence(until));
    return this;
  }

  CertificateForm names(String... dnsOrIp) {
    if (dnsOrIp.length > 0) {
      GeneralName[] names =
          Arrays.stream(dnsOrIp).map(CertificateForm::name).toArray(GeneralName[]::new);
      add(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    return this;
  }

  private static GeneralName name(String text) {
    boolean ip = text.contains(":") || text.matches("[0-9]+(\\.[0-9]+){3}");
    return new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, text);
  }

  X509Certificate signedBy(X500Principal issuer, PublicKey issuerKey, PrivateKey signer) {
    try {
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      add(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
      add(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(issuerKey));
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer, serial, Date.from(notBefore), Date.from(notAfter), subject, key);
      for (var oid : extensions.generate().getExtensionOIDs()) {
        builder.addExtension(extensions.generate().getExtension(oid));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer)));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("a test certificate could not be signed", e);
    }
  }

  private void add(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      extensions.addExtension(oid, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate extension could not be written", e);
    }
  }
}
