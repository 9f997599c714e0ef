package ca.portage.pki.cmp;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA that certifies the keys of others, as a CMP responder must. */
final class TestCa {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Of what is issued next; empty for any. */
  Optional<BigInteger> serial = Optional.empty();

  final KeyPair pair = pair();
  final X500Principal name;
  final X509Certificate certificate;

  TestCa(String dn) throws Exception {
    this.name = new X500Principal(dn);
    this.certificate =
        sign(
            name, pair.getPublic(), KeyUsage.keyCertSign | KeyUsage.digitalSignature, true, year());
  }

  static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  static Duration year() {
    return Duration.ofDays(365);
  }

  /** What a subscriber has: a signing key that ends after {@code life}. */
  X509Certificate issue(String subject, PublicKey key, Duration life) throws Exception {
    return issue(new X500Principal(subject), key, life);
  }

  X509Certificate issue(X500Principal subject, PublicKey key, Duration life) throws Exception {
    return sign(subject, key, KeyUsage.digitalSignature, false, life);
  }

  X509Certificate speaker(String subject, PublicKey key) throws Exception {
    return build(
        new X500Principal(subject),
        key,
        KeyUsage.digitalSignature,
        false,
        year(),
        Optional.of(
            KeyPurposeId.getInstance(
                new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.28"))));
  }

  X509Certificate sign(
      X500Principal subject, PublicKey key, int usage, boolean authority, Duration life)
      throws Exception {
    return build(subject, key, usage, authority, life, Optional.empty());
  }

  private X509Certificate build(
      X500Principal subject,
      PublicKey key,
      int usage,
      boolean authority,
      Duration life,
      Optional<KeyPurposeId> purpose)
      throws Exception {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            serial.orElseGet(() -> new BigInteger(100, RANDOM).setBit(100)),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(life)),
            subject,
            key);
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(pair.getPublic()));
    if (purpose.isPresent()) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose.get()));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(signer(pair.getPrivate())));
  }

  static org.bouncycastle.operator.ContentSigner signer(PrivateKey key) throws Exception {
    return new JcaContentSignerBuilder("SHA256withRSA").build(key);
  }
}
