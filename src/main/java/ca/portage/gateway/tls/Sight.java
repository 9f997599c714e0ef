package ca.portage.gateway.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a server showed of itself in a handshake.
 *
 * @param protocol agreed on
 * @param suite agreed on
 * @param group of the key exchange, where one was agreed on in clear
 * @param sent its certificates, its own first
 */
public record Sight(
    String protocol, String suite, Optional<String> group, List<X509Certificate> sent) {
  /** Copies the certificates. */
  public Sight {
    sent = List.copyOf(sent);
  }
}
