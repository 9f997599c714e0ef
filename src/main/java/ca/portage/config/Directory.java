package ca.portage.config;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * The authority's directory, in which the gateway's encryption certificate and the revocation lists
 * are looked up (CIG N-06).
 *
 * @param url {@code ldap://host[:port]}; what it answers is signed by the authority
 * @param entry the name of the gateway's entry
 * @param base the branch in which a gateway that moved is searched, for the admin to choose
 * @param connect the longest wait for a connection
 * @param read the longest wait for an answer
 * @param refresh how old an answer may be before it is asked for again
 * @param keep how old an answer may be at most and still be used
 */
public record Directory(
    URI url,
    DistinguishedName entry,
    DistinguishedName base,
    Duration connect,
    Duration read,
    Duration refresh,
    Duration keep) {
  /** Refuses nothing but null. */
  public Directory {
    Objects.requireNonNull(url);
    Objects.requireNonNull(entry);
    Objects.requireNonNull(base);
    Objects.requireNonNull(connect);
    Objects.requireNonNull(read);
    Objects.requireNonNull(refresh);
    Objects.requireNonNull(keep);
  }
}
