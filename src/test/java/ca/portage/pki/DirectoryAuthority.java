package ca.portage.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority as Entrust runs one: in a directory, its revocation lists split and named by DN. */
public final class DirectoryAuthority {
  private static final KeyPair SUBJECT = keyPair();
  private static long serial = 1000;

  private final KeyPair pair;
  private final X500Principal name;
  private final X509Certificate certificate;

  private DirectoryAuthority(KeyPair pair, X500Principal name, X509Certificate certificate) {
    this.pair = pair;
    this.name = name;
    this.certificate = certificate;
  }

  /** A root; valid from a year before {@code now} for ten. */
  public static DirectoryAuthority root(String dn, Instant now) {
    KeyPair pair = keyPair();
    X500Principal name = new X500Principal(dn);
    DirectoryAuthority self = new DirectoryAuthority(pair, name, null);
    return new DirectoryAuthority(pair, name, self.authority(name, pair, now));
  }

  /** An authority below. */
  public DirectoryAuthority below(String dn, Instant now, String... points) {
    KeyPair key = keyPair();
    X500Principal subject = new X500Principal(dn);
    return new DirectoryAuthority(key, subject, authority(subject, key, now, points));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  private X509Certificate authority(
      X500Principal subject, KeyPair key, Instant now, String... points) {
    return issue(
        subject,
        key,
        now.minus(Duration.ofDays(365)),
        now.plus(Duration.ofDays(3650)),
        KeyUsage.keyCertSign | KeyUsage.cRLSign,
        true,
        points);
  }

  /** A certificate to encrypt to. */
  public X509Certificate recipient(String dn, Instant from, Instant to, String... points) {
    return issue(new X500Principal(dn), SUBJECT, from, to, KeyUsage.keyEncipherment, false, points);
  }

  /** A certificate that signs. */
  public X509Certificate signer(String dn, Instant from, Instant to, String... points) {
    return issue(
        new X500Principal(dn), SUBJECT, from, to, KeyUsage.digitalSignature, false, points);
  }

  private X509Certificate issue(
      X500Principal subject,
      KeyPair key,
      Instant from,
      Instant to,
      int usage,
      boolean authority,
      String... points) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(serial++),
              Date.from(from),
              Date.from(to),
              subject,
              key.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (points.length > 0) {
        builder.addExtension(
            Extension.cRLDistributionPoints,
            false,
            new CRLDistPoint(
                Arrays.stream(points)
                    .map(point -> new DistributionPoint(point(point), null, null))
                    .toArray(DistributionPoint[]::new)));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code cn=…,…} a directory name, {@code +cn=…} relative to the issuer, otherwise a URI. */
  private static DistributionPointName point(String text) {
    if (text.startsWith("+")) {
      RDN part = new X500Name(BCStyle.INSTANCE, text.substring(1)).getRDNs()[0];
      return new DistributionPointName(
          DistributionPointName.NAME_RELATIVE_TO_CRL_ISSUER, part.toASN1Primitive());
    }
    GeneralName full =
        text.contains("://")
            ? new GeneralName(GeneralName.uniformResourceIdentifier, text)
            : new GeneralName(
                GeneralName.directoryName,
                X500Name.getInstance(new X500Principal(text).getEncoded()));
    return new DistributionPointName(new GeneralNames(full));
  }

  /** The whole list of this authority. */
  public X509CRL list(Instant from, Instant to, X509Certificate... revoked) {
    return list(from, to, Optional.empty(), revoked);
  }

  /** The part of its list that is published at a point. */
  public X509CRL part(Instant from, Instant to, String point, X509Certificate... revoked) {
    return list(
        from, to, Optional.of(new IssuingDistributionPoint(point(point), false, false)), revoked);
  }

  /** Any list. */
  public X509CRL list(
      Instant from,
      Instant to,
      Optional<IssuingDistributionPoint> scope,
      X509Certificate... revoked) {
    try {
      var list = new JcaX509v2CRLBuilder(name, Date.from(from));
      list.setNextUpdate(Date.from(to));
      for (X509Certificate each : revoked) {
        list.addCRLEntry(each.getSerialNumber(), Date.from(from), CRLReason.keyCompromise);
      }
      if (scope.isPresent()) {
        list.addExtension(Extension.issuingDistributionPoint, true, scope.get());
      }
      byte[] der =
          list.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
              .getEncoded();
      return (X509CRL)
          CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
