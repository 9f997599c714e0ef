package ca.portage.app.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Certificates of the gateway that came with messages. Their revocation lists may lie in another
 * part of the directory than those of the certificates in files.
 */
final class Signers {
  /** A gateway has a handful; whoever could make more has the authority's key. */
  private static final int MAX = 20;

  /** A message that waits for a list does not ask for it at every try. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Map<X509Certificate, Instant> met = new LinkedHashMap<>();

  /** Remembers a certificate; whether it was not asked for in the last minutes. */
  synchronized boolean first(X509Certificate signer, Instant now) {
    Instant before = met.get(signer);
    if (before != null && !before.isAfter(now) && now.isBefore(before.plus(AGAIN))) {
      return false;
    }
    met.remove(signer);
    met.put(signer, now);
    if (met.size() > MAX) {
      met.remove(met.keySet().iterator().next());
    }
    return true;
  }

  synchronized List<X509Certificate> all() {
    return List.copyOf(met.keySet());
  }
}
