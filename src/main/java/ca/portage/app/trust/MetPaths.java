package ca.portage.app.trust;

import ca.portage.pki.Lifetime;
import ca.portage.pki.Lifetime.Role;
import ca.portage.pki.ldap.DirectoryCopy;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Valid paths that came with messages and connections. Their lists may lie in another part of the
 * directory than those of the certificates in files, and one that will be missed is told in time.
 */
final class MetPaths {
  /** A gateway has a handful; whoever could make more has the authority's key. */
  private static final int MAX = 20;

  /** What waits for a list does not ask for it at every try. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Map<X509Certificate, List<X509Certificate>> met = new LinkedHashMap<>();
  private final Map<X509Certificate, Instant> asked = new LinkedHashMap<>();

  /** Remembers a path; it begins with the certificate of a signer or a server. */
  synchronized void met(List<X509Certificate> path) {
    met.remove(path.get(0));
    met.put(path.get(0), List.copyOf(path));
    if (met.size() > MAX) {
      X509Certificate oldest = met.keySet().iterator().next();
      met.remove(oldest);
      asked.remove(oldest);
    }
  }

  /** Whether its lists were not asked for in the last minutes; now they are. */
  synchronized boolean mayAsk(X509Certificate certificate, Instant now) {
    Instant before = asked.get(certificate);
    if (before != null && !before.isAfter(now) && now.isBefore(before.plus(AGAIN))) {
      return false;
    }
    asked.put(certificate, now);
    if (asked.size() > 2 * MAX) {
      asked.remove(asked.keySet().iterator().next());
    }
    return true;
  }

  /** Those whose certificate is still valid. */
  synchronized List<List<X509Certificate>> all(Instant now) {
    return met.values().stream()
        .filter(path -> !now.isAfter(path.get(0).getNotAfter().toInstant()))
        .toList();
  }

  /**
   * How long they are good: signers that are the gateway's, by name too, and the authorities
   * between what was met and its roots with those that the directory has.
   */
  List<Lifetime> lifetimes(
      Optional<DirectoryCopy> copy, Predicate<X509Certificate> gateways, Instant now) {
    Stream<Lifetime> signers =
        all(now).stream()
            .map(path -> path.get(0))
            .filter(gateways)
            .map(signer -> Lifetime.of(Role.GATEWAY_SIGNING, signer));
    Stream<X509Certificate> authorities =
        Stream.concat(
            all(now).stream().flatMap(path -> path.stream().skip(1)),
            copy.stream().flatMap(answer -> answer.authorities().stream()));
    return Stream.concat(signers, authorities.map(each -> Lifetime.of(Role.AUTHORITY, each)))
        .distinct()
        .toList();
  }
}
