package ca.portage.simulator;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key and its self-signed certificate, made once for a test run. */
record Party(PrivateKey key, X509Certificate certificate) {
  private static final AtomicInteger SERIAL = new AtomicInteger(100);

  static final Party TLS = issue("localhost", Duration.ofDays(1));
  static final Party GATEWAY_SIGNING = issue("Gateway Signing", Duration.ofDays(1));
  static final Party GATEWAY_ENCRYPTION = issue("Gateway Encryption", Duration.ofDays(1));
  static final Party BROKER_SIGNING = issue("Broker Signing", Duration.ofDays(1));
  static final Party BROKER_ENCRYPTION = issue("Broker Encryption", Duration.ofDays(1));
  static final Party STRANGER = issue("Stranger", Duration.ofDays(1));

  SigningKey signing() {
    return new SigningKey(key, List.of(certificate));
  }

  DecryptionKey decryption() {
    return new DecryptionKey(key, certificate);
  }

  /** A certificate that begins a day ago and ends that long after now. */
  static Party issue(String name, Duration validFor) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      X500Name subject = new X500Name("CN=" + name + ",O=Portage Simulator Test");
      Instant now = Instant.now();
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(validFor)),
              subject,
              pair.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
      return new Party(
          pair.getPrivate(),
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
