package ca.portage.gateway.tls;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is new on a channel's lines: a refusal when it begins or its reason changes, not at
 * every attempt; other certificates, once. Whatever is wrong here never changes what becomes of a
 * message.
 */
public final class LineNews {
  private static final Logger LOG = LoggerFactory.getLogger(LineNews.class);

  private final String channel;
  private final KnownChains chains;
  private final Consumer<String> alert;
  private final Map<String, TlsRefusal> told = new ConcurrentHashMap<>();

  /** News of {@code channel}, told to {@code alert}. */
  public LineNews(String channel, KnownChains chains, Consumer<String> alert) {
    this.channel = channel;
    this.chains = chains;
    this.alert = alert;
  }

  /** A connection to the right server stands. */
  public void reached(Endpoint endpoint, Secured secured) {
    told.remove(endpoint.name());
    try {
      chains.saw(channel, endpoint, secured.sent(), alert::accept);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the certificates of {} could not be noted: {}", endpoint, e.toString());
    }
  }

  /** A connection was given up before anything was sent. */
  public void refused(Endpoint endpoint, TlsRefusedException refused) {
    if (told.put(endpoint.name(), refused.refusal()) == refused.refusal()) {
      return;
    }
    try {
      alert.accept(
          "no connection to %s: %s. Nothing was sent, and it is tried again and again. %s"
              .formatted(endpoint, refused.getMessage(), refused.refusal().action()));
    } catch (RuntimeException e) {
      // The next attempt tells it.
      told.remove(endpoint.name());
      LOG.warn("a refusal at {} could not be noted: {}", endpoint, e.toString());
    }
  }
}
