package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The form of a gateway's URL: https with a host (CIG C-03), as the authority gave it. */
final class GatewayUri {
  /** Hosts the old editions print; one of them is a misprint, none is known to be in use (C-04). */
  private static final Set<String> HISTORIC =
      Set.of("ciguat.ccra-adrc.gc.ca", "ciguat.cra-adrc.gc.ca", "ciguat.ccradrc.gc.ca");

  private GatewayUri() {}

  static URI read(Block block, String key) {
    URI uri = block.required(key, form());
    if (uri != null && HISTORIC.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
      block.warning(
          key,
          "names "
              + uri.getHost()
              + ", a host of the 2003 and 2008 editions; use the address the help desk gave you");
    }
    return uri;
  }

  private static Form<URI> form() {
    return text -> {
      try {
        return checked(new URI(text));
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException(
            "is not a URL: " + e.getReason().toLowerCase(Locale.ROOT), e);
      }
    };
  }

  private static URI checked(URI uri) {
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("must begin with https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          uri.getRawAuthority() == null
              ? "names no host"
              : "names no host that can be asked for: letters, digits, hyphens and dots only");
    }
    HostNames.require(uri.getHost());
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must hold neither a user nor a #fragment");
    }
    return uri;
  }
}
