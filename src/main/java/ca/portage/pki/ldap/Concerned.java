package ca.portage.pki.ldap;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What is known of a gateway and wants revocation lists.
 *
 * @param recipients certificates to encrypt to, beside those of its entry
 * @param signers certificates that sign for it
 * @param paths valid paths of others, such as its web server's
 */
public record Concerned(
    List<X509Certificate> recipients,
    List<X509Certificate> signers,
    List<List<X509Certificate>> paths) {
  /** Copies the lists. */
  public Concerned {
    recipients = List.copyOf(recipients);
    signers = List.copyOf(signers);
    paths = List.copyOf(paths);
  }
}
