package ca.portage.config;

import javax.net.ssl.SNIHostName;

/** Which names of hosts TLS can ask for (RFC 6066 §3), judged when a file is read. */
final class HostNames {
  private HostNames() {}

  /**
   * Returns the name or address.
   *
   * @throws IllegalArgumentException if no server can be asked for by it
   */
  static String require(String host) {
    boolean address = host.startsWith("[") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    if (!address) {
      try {
        new SNIHostName(host);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "names the host "
                + host
                + ", which no server can be asked for: letters, digits and hyphens, at most 63"
                + " between two dots",
            e);
      }
    }
    return host;
  }
}
