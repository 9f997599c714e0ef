package ca.portage.pki;

import ca.portage.config.DistinguishedName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The entry that an {@code ldap://host/DN?attributes} URI of a certificate names (RFC 4516). */
final class LdapUri {
  private LdapUri() {}

  static Optional<DistinguishedName> entry(String text) {
    if (!text.regionMatches(true, 0, "ldap:", 0, 5)) {
      return Optional.empty();
    }
    try {
      String path = new URI(text.replace(" ", "%20")).getPath();
      return path == null || path.length() < 2
          ? Optional.empty()
          : Optional.of(DistinguishedName.parse(path.substring(1)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
