package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;

/** Whether a CA issued what it was asked for, before anybody relies on it. */
final class IssuedCheck {
  private IssuedCheck() {}

  static void require(X509Certificate issued, X509Certificate old, PublicKey asked, Instant now)
      throws PkiException {
    if (!Arrays.equals(issued.getPublicKey().getEncoded(), asked.getEncoded())) {
      throw new PkiException("the new certificate is for another key than ours; it was not taken");
    }
    if (!issued.getSubjectX500Principal().equals(old.getSubjectX500Principal())) {
      throw new PkiException(
          "the new certificate names %s and not %s; it was not taken"
              .formatted(
                  issued.getSubjectX500Principal().getName(),
                  old.getSubjectX500Principal().getName()));
    }
    if (!issued.getNotAfter().after(old.getNotAfter())) {
      throw new PkiException(
          "the new certificate ends on %s, no later than the one we have; it was not taken"
              .formatted(issued.getNotAfter().toInstant()));
    }
    if (now.isAfter(issued.getNotAfter().toInstant())) {
      throw new PkiException("the new certificate has ended already; it was not taken");
    }
    boolean[] before = old.getKeyUsage();
    boolean[] after = issued.getKeyUsage();
    for (int i = 0; before != null && after != null && i < before.length; i++) {
      if (before[i] && !after[i]) {
        throw new PkiException(
            "the new certificate is not for all that the old one was for; it was not taken");
      }
    }
  }
}
