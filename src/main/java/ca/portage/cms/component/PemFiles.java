package ca.portage.cms.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Certificates from PEM or DER files. */
final class PemFiles {
  private PemFiles() {}

  /** Every certificate of a file, at least one. */
  static List<X509Certificate> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("There is no certificate file " + file + ".");
    }
    try (InputStream in = Files.newInputStream(file)) {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (all.isEmpty()) {
        throw new IllegalArgumentException("There is no certificate in " + file + ".");
      }
      return all;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("The certificates in " + file + " cannot be read.", e);
    }
  }

  /** Every certificate of a folder's files {@code .pem}, {@code .crt} and {@code .cer}. */
  static List<X509Certificate> readFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("There is no trust folder " + folder + ".");
    }
    List<X509Certificate> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().matches("(?i).*\\.(pem|crt|cer)")) {
          all.addAll(read(file));
        }
      }
    }
    return all;
  }
}
