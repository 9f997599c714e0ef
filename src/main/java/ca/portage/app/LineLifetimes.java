package ca.portage.app;

import ca.portage.gateway.tls.Endpoint;
import ca.portage.gateway.tls.Endpoints;
import ca.portage.gateway.tls.KnownChains;
import ca.portage.pki.Lifetime;
import ca.portage.pki.Lifetime.Role;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the certificates of a channel's connections are good: ours, those that the server has
 * shown lately, and those of the authorities of its own.
 */
final class LineLifetimes {
  private final String channel;
  private final Endpoints endpoints;
  private final KnownChains chains;

  LineLifetimes(String channel, Endpoints endpoints, KnownChains chains) {
    this.channel = channel;
    this.endpoints = endpoints;
    this.chains = chains;
  }

  List<Lifetime> now() {
    List<Lifetime> all = new ArrayList<>();
    for (Endpoint endpoint : List.of(endpoints.submit(), endpoints.collect())) {
      endpoint.client().ifPresent(c -> all.add(Lifetime.of(Role.TLS_CLIENT, c.certificate())));
      chains
          .lately(channel, endpoint)
          .forEach(server -> all.add(Lifetime.of(Role.GATEWAY_TLS, server)));
      chains
          .between(channel, endpoint)
          .forEach(authority -> all.add(Lifetime.of(Role.AUTHORITY, authority)));
      for (X509Certificate anchor : endpoint.trust().get().anchors()) {
        all.add(Lifetime.of(Role.AUTHORITY, anchor));
      }
      for (X509CRL list : endpoint.trust().get().revocationLists()) {
        all.add(Lifetime.of(list));
      }
    }
    return all.stream().distinct().toList();
  }
}
