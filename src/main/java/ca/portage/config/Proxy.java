package ca.portage.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP proxy that opens a tunnel to the gateway (CONNECT, RFC 9110 §9.3.6); it never sees what
 * goes through.
 *
 * @param host name or address
 * @param port its port
 * @param login for Basic authentication, if it wants one
 * @param except hosts that are reached without it: a name, an address, or {@code .domain} for all
 *     hosts below
 */
public record Proxy(String host, int port, Optional<Login> login, List<String> except) {
  /**
   * Who we are to the proxy.
   *
   * @param user without a colon
   * @param password where the password comes from, without a person
   */
  public record Login(String user, PasswordSource.Stored password) {}

  /** Copies the list. */
  public Proxy {
    Objects.requireNonNull(host);
    Objects.requireNonNull(login);
    except = List.copyOf(except);
  }

  /** Whether a host is reached through it. */
  public boolean serves(String target) {
    String name = target.toLowerCase(Locale.ROOT);
    return except.stream()
        .map(each -> each.toLowerCase(Locale.ROOT))
        .noneMatch(each -> name.equals(each) || each.startsWith(".") && name.endsWith(each));
  }
}
