package ca.portage.pki;

import ca.portage.config.DistinguishedName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Reads certificate files. */
public final class Certificates {
  private static final int MAX_BYTES = 1 << 20;
  private static final byte DER_SEQUENCE = 0x30;

  private Certificates() {}

  /**
   * The certificates of a file, in its order: one or several as PEM, with or without text around
   * them, or one as DER.
   *
   * @throws PkiException when the file is missing, larger than 1 MiB, holds no certificate, or
   *     holds anything else, such as a private key
   */
  public static List<X509Certificate> readPem(Path file) throws PkiException {
    return parse(file, read(file));
  }

  /** The certificates in the bytes of a file; whatever they are, or nothing but a refusal. */
  static List<X509Certificate> parse(Path file, byte[] bytes) throws PkiException {
    try {
      List<X509Certificate> certificates = certificates(file, bytes);
      if (certificates.isEmpty()) {
        throw new PkiException(file + " holds no certificate; it should be PEM or DER");
      }
      return certificates;
    } catch (CertificateException | IOException | RuntimeException | StackOverflowError e) {
      throw new PkiException(
          file + " is damaged or no certificate file; it should be PEM or DER", e);
    }
  }

  /**
   * The entries of the directory at which revocation lists for a certificate are published (RFC
   * 5280 §4.2.1.13); a host that a URI names is left aside.
   */
  public static Set<DistinguishedName> revocationEntries(X509Certificate certificate) {
    return DistributionPoints.of(certificate).entries();
  }

  private static byte[] read(Path file) throws PkiException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new PkiException(file + " is larger than 1 MiB, too large for a certificate file");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new PkiException(file + " does not exist; it should hold a certificate", e);
    } catch (IOException e) {
      throw new PkiException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> certificates(Path file, byte[] bytes)
      throws CertificateException, IOException, PkiException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    if (bytes.length > 0 && bytes[0] == DER_SEQUENCE) {
      return List.of(certificate(factory, bytes));
    }
    List<X509Certificate> certificates = new ArrayList<>();
    PemReader pem = new PemReader(new StringReader(new String(bytes, StandardCharsets.ISO_8859_1)));
    for (PemObject next = pem.readPemObject(); next != null; next = pem.readPemObject()) {
      if (!next.getType().equals("CERTIFICATE") && !next.getType().equals("X509 CERTIFICATE")) {
        throw new PkiException(
            file + " holds a " + next.getType() + "; only certificates belong into this file");
      }
      certificates.add(certificate(factory, next.getContent()));
    }
    return List.copyOf(certificates);
  }

  private static X509Certificate certificate(CertificateFactory factory, byte[] der)
      throws CertificateException {
    ByteArrayInputStream in = new ByteArrayInputStream(der);
    X509Certificate certificate = (X509Certificate) factory.generateCertificate(in);
    if (in.available() > 0) {
      throw new CertificateException("bytes follow the certificate");
    }
    return certificate;
  }
}
