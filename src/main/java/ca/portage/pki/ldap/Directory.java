package ca.portage.pki.ldap;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.Trust;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The authority's directory (CIG N-06). Nobody proves who answers on port 389, and nobody needs to:
 * only what a trusted authority signed is taken.
 */
public final class Directory {
  private final URI url;
  private final Duration connect;
  private final Duration read;

  /**
   * A directory; nothing is connected yet.
   *
   * @param url {@code ldap://host[:port]}
   * @param connect the longest wait for a connection
   * @param read the longest wait for each answer; three times that is the longest for all of them
   */
  public Directory(URI url, Duration connect, Duration read) {
    this.url = url;
    this.connect = connect;
    this.read = read;
  }

  /**
   * Asks for all that concerns a gateway: its encryption certificates, and the revocation lists of
   * these and of its signers.
   *
   * @param entry the gateway's entry
   * @param concerned whatever else wants revocation lists
   * @param trust the trusted authorities
   * @param at the time at which paths must be valid
   * @throws DirectoryException if the gateway's entry could not be read; then nothing is known
   */
  public DirectoryAnswer ask(DistinguishedName entry, Concerned concerned, Trust trust, Instant at)
      throws DirectoryException {
    try (LdapSession session = LdapSession.open(url, connect, read)) {
      return new Enquiry(session, trust, at).about(entry, concerned);
    }
  }

  /**
   * Looks for gateways by the serial numbers of their devices, for an admin to choose from when the
   * configured name has no entry (C-05).
   *
   * @throws DirectoryException if there is no answer
   */
  public List<DistinguishedName> search(DistinguishedName base, Collection<String> serialNumbers)
      throws DirectoryException {
    Set<DistinguishedName> found = new LinkedHashSet<>();
    try (LdapSession session = LdapSession.open(url, connect, read)) {
      for (String serialNumber : serialNumbers) {
        found.addAll(session.search(base, serialNumber));
      }
    }
    return List.copyOf(found);
  }
}
