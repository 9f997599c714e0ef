package ca.portage.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a channel reaches one endpoint, where that differs from its profile.
 *
 * @param protocols instead of the profile's; empty for those
 * @param suites instead of the profile's; empty for those
 * @param groups instead of the profile's; empty for those
 * @param serverName the name asked for and looked for in the certificate, if not the URL's host
 * @param pins PEM files, absolute; the server's path must hold one of their certificates. Empty: no
 *     pin, because the gateway changes its certificates without notice (CIG P-11)
 * @param client our certificate, for a server that asks for one
 * @param trust folder of the authorities trusted for the server, if not the channel's
 */
public record EndpointTls(
    List<String> protocols,
    List<String> suites,
    List<String> groups,
    Optional<String> serverName,
    List<Path> pins,
    Optional<ClientKey> client,
    Optional<Path> trust) {
  /** Everything as the profile has it. */
  public static final EndpointTls PLAIN =
      new EndpointTls(
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** Copies the lists. */
  public EndpointTls {
    protocols = List.copyOf(protocols);
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    pins = List.copyOf(pins);
    Objects.requireNonNull(serverName);
    Objects.requireNonNull(client);
    Objects.requireNonNull(trust);
  }

  /** What a handshake may agree on: the profile's word unless the channel has its own. */
  public Tls over(Tls profile) {
    return new Tls(
        protocols.isEmpty() ? profile.protocols() : protocols,
        suites.isEmpty() ? profile.suites() : suites,
        groups.isEmpty() ? profile.groups() : groups,
        profile.minRsaBits());
  }
}
