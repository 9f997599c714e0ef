package ca.portage.pki;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whether the certificates of a path are still in force, by the revocation lists at hand and by the
 * channel's rule for what no list tells. For whoever validates paths by itself, such as TLS.
 */
@FunctionalInterface
public interface RevocationCheck {
  /**
   * Refuses a path.
   *
   * @param path from the certificate to the trusted authority, both included
   * @throws UntrustedException REVOKED, or STATUS_UNKNOWN when no current list tells and the grace
   *     for that is over
   */
  void require(List<X509Certificate> path) throws UntrustedException;

  /**
   * The rule for authorities in a folder of their own, by the lists in it; nothing, unless whoever
   * checks has a rule. Where no list is there none is missed: a public authority publishes its
   * lists where no customs directory has them.
   */
  default RevocationCheck over(Trust folder) {
    return path -> {};
  }
}
