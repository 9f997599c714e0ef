package ca.portage.config;

import java.util.List;

/**
 * What a TLS handshake may agree on.
 *
 * @param protocols JSSE names, {@code TLSv1.3} (CIG P-03)
 * @param suites JSSE names in order of preference; empty leaves the choice to the JDK (CIG P-10)
 * @param groups names of key exchange groups in order of preference; empty leaves them to the JDK
 * @param minRsaBits the shortest RSA key of a server's certificate path
 */
public record Tls(
    List<String> protocols, List<String> suites, List<String> groups, int minRsaBits) {
  /** Copies the lists. */
  public Tls {
    protocols = List.copyOf(protocols);
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
  }
}
