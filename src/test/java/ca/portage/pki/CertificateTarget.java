package ca.portage.pki;

import ca.portage.fuzz.Expected;
import ca.portage.fuzz.Fuzzing;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * T10. Only a certificate that our authority issued finds its way to it, and only a list that our
 * authority signed revokes one.
 */
public final class CertificateTarget {
  private static final Path NAME = Path.of("file.pem");
  private static final Trust TRUST = Trust.of(Fuzzing.authority());
  private static final List<X509Certificate> PATH = List.of(Fuzzing.signer(), Fuzzing.authority());

  private CertificateTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws CRLException {
    try {
      List<X509Certificate> certificates = Certificates.parse(NAME, input);
      for (X509Certificate certificate : certificates) {
        check(certificate, certificates);
      }
    } catch (PkiException refused) {
      Expected.refusal(refused);
    }
    try {
      revoke(Revocations.parse(NAME, input));
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

  private static void revoke(List<X509CRL> lists) throws CRLException {
    try {
      new Revocations(
              lists.stream().map(RevocationList::new).toList(), List.of(Fuzzing.authority()))
          .require(PATH, Instant.now());
    } catch (UntrustedException revoked) {
      Expected.refusal(revoked);
      byte[] ours = Fuzzing.revocations().getTBSCertList();
      for (X509CRL list : lists) {
        if (Arrays.equals(ours, list.getTBSCertList())) {
          return;
        }
      }
      throw new AssertionError("revoked by a list that our authority never signed", revoked);
    }
  }
}
