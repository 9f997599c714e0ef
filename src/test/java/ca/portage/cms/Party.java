package ca.portage.cms;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Someone with a key and a self-signed certificate, made for one test run. */
record Party(PrivateKey key, X509Certificate certificate) {
  private static final KeyPair RSA = generate("RSA", 2048);
  private static final KeyPair OTHER_RSA = generate("RSA", 2048);
  private static final KeyPair EC = generate("EC", 256);

  static final Party BROKER = issue("Broker", RSA, 11);
  static final Party GATEWAY = issue("Gateway", OTHER_RSA, 12);
  static final Party EC_SIGNER = issue("Elliptic", EC, 13);
  static final Party AUTHORITY = certify("Authority", OTHER_RSA, 14, "Authority", OTHER_RSA);
  static final Party ISSUED = certify("Issued", RSA, 15, "Authority", OTHER_RSA);

  SigningKey signing() {
    return new SigningKey(key, List.of(certificate));
  }

  DecryptionKey decryption() {
    return new DecryptionKey(key, certificate);
  }

  Path certificatePem(Path folder) throws IOException {
    return pem(folder.resolve(certificate.getSerialNumber() + ".crt"), certificate);
  }

  Path keyPem(Path folder) throws IOException {
    return pem(
        folder.resolve(certificate.getSerialNumber() + ".key"), new JcaPKCS8Generator(key, null));
  }

  private static Path pem(Path file, Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return Files.writeString(file, text.toString());
  }

  static Party issue(String name, KeyPair pair, long serial) {
    return certify(name, pair, serial, name, pair);
  }

  private static Party certify(
      String name, KeyPair pair, long serial, String issuer, KeyPair issuing) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name("CN=" + issuer + ",O=Portage Test"),
              BigInteger.valueOf(serial),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(Duration.ofDays(30))),
              new X500Name("CN=" + name + ",O=Portage Test"),
              pair.getPublic());
      int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
      if (name.equals("Authority")) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        usage = KeyUsage.keyCertSign;
      }
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
      String algorithm = issuing.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA";
      return new Party(
          pair.getPrivate(),
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256with" + algorithm)
                          .build(issuing.getPrivate()))));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair generate(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
