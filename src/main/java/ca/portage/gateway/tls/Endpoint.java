package ca.portage.gateway.tls;

import ca.portage.config.Proxy;
import ca.portage.config.Tls;
import ca.portage.pki.ClientIdentity;
import ca.portage.pki.RevocationCheck;
import ca.portage.pki.Trust;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One of the gateway's two addresses and all that a connection to it has to satisfy.
 *
 * @param name {@code submit} or {@code collect}
 * @param uri the address
 * @param tls what a handshake may agree on
 * @param verdict how long a server that asked who we are may take to refuse the answer
 * @param serverName the name asked for and looked for in the certificate
 * @param trust the authorities, as they are at each handshake
 * @param revocation what no list tells is decided here
 * @param pins of which the path must hold one; empty for no pin
 * @param client who we are, if the server asks
 * @param proxy the way out, if this host is not exempt from it
 */
public record Endpoint(
    String name,
    URI uri,
    Tls tls,
    Duration verdict,
    String serverName,
    Supplier<Trust> trust,
    RevocationCheck revocation,
    List<X509Certificate> pins,
    Optional<ClientIdentity> client,
    Optional<Proxy> proxy) {
  private static final int HTTPS = 443;

  /** Copies the pins. */
  public Endpoint {
    Objects.requireNonNull(name);
    Objects.requireNonNull(uri);
    Objects.requireNonNull(tls);
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(serverName);
    Objects.requireNonNull(trust);
    Objects.requireNonNull(revocation);
    pins = List.copyOf(pins);
    Objects.requireNonNull(client);
    Objects.requireNonNull(proxy);
  }

  /** The host of the address, without the brackets of an IPv6 address. */
  public String host() {
    return bare(uri.getHost());
  }

  /** The port of the address. */
  public int port() {
    return port(uri);
  }

  /** Whether a request for {@code host:port} and {@code path} is for this endpoint. */
  boolean is(String host, int port, String path) {
    return host().equalsIgnoreCase(bare(host)) && port() == port && path(uri).equals(path);
  }

  static String path(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  static int port(URI uri) {
    return uri.getPort() < 0 ? HTTPS : uri.getPort();
  }

  static String bare(String host) {
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return name.toLowerCase(Locale.ROOT);
  }

  /** {@code submit (https://gateway.example/Put0)}. */
  @Override
  public String toString() {
    return name + " (" + uri + ")";
  }
}
