package ca.portage.gateway.tls;

import ca.portage.config.Access;
import ca.portage.config.Channel;
import ca.portage.config.ClientKey;
import ca.portage.config.ConfigException;
import ca.portage.config.EndpointTls;
import ca.portage.config.Profile;
import ca.portage.config.Proxy;
import ca.portage.config.Tls;
import ca.portage.pki.Certificates;
import ca.portage.pki.ClientIdentity;
import ca.portage.pki.PkiException;
import ca.portage.pki.RevocationCheck;
import ca.portage.pki.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The two addresses of a channel's gateway.
 *
 * @param submit where messages go
 * @param collect where answers are fetched
 */
public record Endpoints(Endpoint submit, Endpoint collect) {
  /**
   * Reads what the channel names: pins, client key, trust.
   *
   * @param trust the channel's at each moment, for endpoints without one of their own
   * @param revocation the channel's rule for what no revocation list tells
   * @param environment the process environment, for credentials
   * @throws PkiException if a file or a word cannot be used
   * @throws ConfigException if a password cannot be had
   */
  public static Endpoints of(
      Channel channel,
      Profile profile,
      Supplier<Trust> trust,
      RevocationCheck revocation,
      Map<String, String> environment)
      throws PkiException, ConfigException {
    Access access = channel.access();
    Source source = new Source(trust, revocation);
    return new Endpoints(
        endpoint("submit", channel.submit(), access.submit(), profile, source, access, environment),
        endpoint(
            "collect", channel.collect(), access.collect(), profile, source, access, environment));
  }

  /** Whom to trust; a folder of its own has its own lists, and the channel's rule over them. */
  private record Source(Supplier<Trust> trust, RevocationCheck revocation) {
    Source of(Optional<Path> folder) throws PkiException {
      if (folder.isEmpty()) {
        return this;
      }
      Trust loaded = Trust.load(folder.get());
      return new Source(() -> loaded, revocation.over(loaded));
    }
  }

  private static Endpoint endpoint(
      String name,
      URI uri,
      EndpointTls own,
      Profile profile,
      Source source,
      Access access,
      Map<String, String> environment)
      throws PkiException, ConfigException {
    Tls tls = own.over(profile.tls());
    Spoken.require(name, tls);
    Source from = source.of(own.trust());
    String host = Endpoint.bare(uri.getHost());
    Optional<Proxy> proxy = access.proxy().filter(each -> each.serves(host));
    return new Endpoint(
        name,
        uri,
        tls,
        profile.timeouts().verdict(),
        own.serverName().orElse(host),
        from.trust(),
        from.revocation(),
        pins(own.pins()),
        client(own.client(), environment),
        proxy);
  }

  private static List<X509Certificate> pins(List<Path> files) throws PkiException {
    List<X509Certificate> pins = new ArrayList<>();
    for (Path file : files) {
      pins.addAll(Certificates.readPem(file));
    }
    return pins;
  }

  private static Optional<ClientIdentity> client(
      Optional<ClientKey> key, Map<String, String> environment)
      throws PkiException, ConfigException {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    char[] password = key.get().password().read(environment);
    try {
      return Optional.of(ClientIdentity.open(key.get().keystore(), password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Both, submit first. */
  public List<Endpoint> both() {
    return List.of(submit, collect);
  }

  /** The endpoint of an address; what is neither of the two keeps the rules of submit. */
  public Endpoint of(String host, int port, String path) {
    return collect.is(host, port, path) ? collect : submit;
  }
}
