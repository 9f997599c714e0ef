package ca.portage.app.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Valid paths that came with messages and connections and that no revocation list told of. Their
 * lists may lie in another part of the directory than those of the certificates in files.
 */
final class MetPaths {
  /** A gateway has a handful; whoever could make more has the authority's key. */
  private static final int MAX = 20;

  /** What waits for a list does not ask for it at every try. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private record Met(List<X509Certificate> path, Instant asked) {}

  private final Map<X509Certificate, Met> met = new LinkedHashMap<>();

  /** Remembers a path; whether its lists were not asked for in the last minutes. */
  synchronized boolean first(List<X509Certificate> path, Instant now) {
    Met before = met.get(path.get(0));
    if (before != null
        && !before.asked().isAfter(now)
        && now.isBefore(before.asked().plus(AGAIN))) {
      return false;
    }
    met.remove(path.get(0));
    met.put(path.get(0), new Met(path, now));
    if (met.size() > MAX) {
      met.remove(met.keySet().iterator().next());
    }
    return true;
  }

  /** Those whose certificate is still valid. */
  synchronized List<List<X509Certificate>> all(Instant now) {
    return met.values().stream()
        .map(Met::path)
        .filter(path -> !now.isAfter(path.get(0).getNotAfter().toInstant()))
        .toList();
  }
}
