package ca.portage.fuzz;

import ca.portage.pki.Certificates;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** T10. Only a certificate that our authority issued finds its way to it. */
public final class CertificateTarget {
  private static final Path FILE = Fuzzing.temporary().resolve("file.pem");
  private static final Trust TRUST = Trust.of(Fuzzing.authority());

  private CertificateTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Fuzzing.write(FILE, input);
    try {
      List<X509Certificate> certificates = Certificates.readPem(FILE);
      for (X509Certificate certificate : certificates) {
        check(certificate, certificates);
      }
    } catch (PkiException refused) {
      Expected.refusal(refused);
    }
  }

  private static void check(X509Certificate certificate, List<X509Certificate> others) {
    try {
      TRUST.check(certificate, others, Instant.now());
      if (!certificate.equals(Fuzzing.signer())) {
        throw new AssertionError("trusted: " + certificate);
      }
    } catch (UntrustedException refused) {
      Expected.refusal(refused);
    }
  }
}
