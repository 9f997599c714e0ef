package ca.portage.gateway.tls;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is new on a channel's lines: a refusal when it begins or its reason changes, not at
 * every attempt, and again once the right server was reached for an hour in between; other
 * certificates, once. Whatever is wrong here never changes what becomes of a message.
 */
public final class LineNews {
  private static final Logger LOG = LoggerFactory.getLogger(LineNews.class);

  private final String channel;
  private final KnownChains chains;
  private final Consumer<String> alert;

  /** A server may be right one moment and wrong the next, as one of several behind an address. */
  private static final Duration CALM = Duration.ofHours(1);

  private final Clock clock;

  /** What was told, and since when the right server is reached again. */
  private final Map<String, Optional<Instant>> told = new HashMap<>();

  /** The last refusal at each endpoint. */
  private final Map<String, TlsRefusal> last = new HashMap<>();

  /** News of {@code channel}, told to {@code alert}. */
  public LineNews(String channel, KnownChains chains, Consumer<String> alert, Clock clock) {
    this.clock = clock;
    this.channel = channel;
    this.chains = chains;
    this.alert = alert;
  }

  /** A connection to the right server stands. */
  public void reached(Endpoint endpoint, Secured secured) {
    right(endpoint);
    try {
      chains.saw(channel, endpoint, secured.sent(), alert::accept);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the certificates of {} could not be noted: {}", endpoint, e.toString());
    }
  }

  /** A connection was given up before anything was sent. */
  public void refused(Endpoint endpoint, TlsRefusedException refused) {
    if (!news(endpoint, refused.refusal())) {
      return;
    }
    try {
      alert.accept(
          "no connection to %s: %s. Nothing was sent, and it is tried again and again. %s"
              .formatted(endpoint, refused.getMessage(), refused.refusal().action()));
    } catch (RuntimeException e) {
      // The next attempt tells it.
      forget(endpoint, refused.refusal());
      LOG.warn("a refusal at {} could not be noted: {}", endpoint, e.toString());
    }
  }

  private static String key(Endpoint endpoint, TlsRefusal refusal) {
    return endpoint.name() + " " + refusal;
  }

  private synchronized void right(Endpoint endpoint) {
    Instant now = clock.instant();
    for (TlsRefusal each : TlsRefusal.values()) {
      told.computeIfPresent(
          key(endpoint, each), (key, right) -> right.isPresent() ? right : Optional.of(now));
    }
  }

  /** Whether it was not told yet, was over for a while, or follows on another one. */
  private synchronized boolean news(Endpoint endpoint, TlsRefusal refusal) {
    Instant now = clock.instant();
    String key = key(endpoint, refusal);
    Optional<Instant> right = told.getOrDefault(key, Optional.of(Instant.MIN));
    boolean over = right.filter(since -> !now.isBefore(since.plus(CALM))).isPresent();
    boolean changed = last.put(endpoint.name(), refusal) != refusal && right.isEmpty();
    told.put(key, Optional.empty());
    return over || changed;
  }

  private synchronized void forget(Endpoint endpoint, TlsRefusal refusal) {
    told.remove(key(endpoint, refusal));
  }
}
