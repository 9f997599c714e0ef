package ca.portage.config;

import java.util.List;

/**
 * What a TLS handshake may agree on.
 *
 * @param protocols JSSE names, {@code TLSv1.3} (CIG P-03)
 * @param suites JSSE names in order of preference; empty leaves the choice to the JDK (CIG P-10)
 */
public record Tls(List<String> protocols, List<String> suites) {
  /** Copies both lists. */
  public Tls {
    protocols = List.copyOf(protocols);
    suites = List.copyOf(suites);
  }
}
