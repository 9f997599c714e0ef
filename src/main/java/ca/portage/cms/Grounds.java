package ca.portage.cms;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What it rests on that a signer was believed, for whoever proves it again later.
 *
 * @param at the time of receipt, at which everything was judged
 * @param path from the signer's certificate to the trusted authority, both included
 * @param revocationLists the lists that were looked into
 */
public record Grounds(Instant at, List<X509Certificate> path, List<X509CRL> revocationLists) {
  /** Copies both lists. */
  public Grounds {
    path = List.copyOf(path);
    revocationLists = List.copyOf(revocationLists);
  }
}
