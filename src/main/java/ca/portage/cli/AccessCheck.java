package ca.portage.cli;

import ca.portage.app.trust.TrustAtRest;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.config.Proxy;
import ca.portage.config.Revocation;
import ca.portage.gateway.tls.Endpoint;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks, without any network, at what a channel says of the way to its gateway. */
final class AccessCheck {
  private AccessCheck() {}

  static List<Finding> run(
      Home home, Channel channel, Map<String, String> environment, Instant now) {
    List<Finding> findings = new ArrayList<>();
    String subject = channel.name() + " access";
    try {
      TrustAtRest trust = TrustAtRest.read(home, channel, Clock.fixed(now, ZoneOffset.UTC));
      Endpoints endpoints =
          Endpoints.of(
              channel,
              new ConfigLoader(home).profile(channel.profile()),
              trust::trust,
              trust,
              environment);
      for (Endpoint endpoint : endpoints.both()) {
        findings.add(Finding.ok(subject, describe(endpoint)));
        endpoint
            .client()
            .map(client -> "our TLS certificate at " + endpoint.name())
            .map(
                name ->
                    CertificateFinding.of(
                        subject, name, endpoint.client().get().certificate(), now))
            .ifPresent(findings::add);
      }
      ownTrust(channel, subject, findings);
      password(channel, environment);
    } catch (ConfigException | PkiException e) {
      findings.add(Finding.fail(subject, e.getMessage(), "correct it"));
    }
    return findings;
  }

  /** Without a list, a folder of its own is beside the channel's rule; an admin should know. */
  private static void ownTrust(Channel channel, String subject, List<Finding> findings)
      throws PkiException {
    Set<Path> folders = new LinkedHashSet<>();
    channel.access().submit().trust().ifPresent(folders::add);
    channel.access().collect().trust().ifPresent(folders::add);
    for (Path folder : folders) {
      if (channel.revocation().mode() == Revocation.Mode.HARD
          && Trust.load(folder).revocationLists().isEmpty()) {
        findings.add(
            Finding.warn(
                subject,
                "revocation.mode hard does not count for servers that "
                    + folder
                    + " vouches for, as no list is there",
                "put all current lists of the web authority there (.crl), and keep them current: from"
                    + " then on it counts"));
      }
    }
  }

  /** A proxy's password is wanted with each connection; here it is only tried. */
  private static void password(Channel channel, Map<String, String> environment)
      throws ConfigException {
    if (channel.access().proxy().flatMap(Proxy::login).isPresent()) {
      Proxy.Login login = channel.access().proxy().flatMap(Proxy::login).get();
      Arrays.fill(login.password().read(environment), '\0');
    }
  }

  private static String describe(Endpoint endpoint) {
    return "%s: %s, %s%s"
        .formatted(
            endpoint.name(),
            String.join(" or ", endpoint.tls().protocols()),
            endpoint
                .proxy()
                .map(p -> "by the proxy " + p.host() + ":" + p.port())
                .orElse("straight"),
            endpoint.pins().isEmpty() ? "" : ", pinned");
  }
}
