package ca.portage.app.trust;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths of the web servers that were met, so that a revocation list which will be missed is told of
 * while connections still go on.
 */
final class ServerPaths {
  /** A gateway has two, and one more of each when it renews. */
  private static final int MAX = 20;

  private final Map<X509Certificate, List<X509Certificate>> met = new LinkedHashMap<>();

  /** Remembers a path; it begins with the server's certificate. */
  synchronized void met(List<X509Certificate> path) {
    met.remove(path.get(0));
    met.put(path.get(0), List.copyOf(path));
    if (met.size() > MAX) {
      met.remove(met.keySet().iterator().next());
    }
  }

  synchronized List<List<X509Certificate>> all() {
    return List.copyOf(met.values());
  }
}
