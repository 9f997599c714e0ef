package ca.portage.app.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
}
