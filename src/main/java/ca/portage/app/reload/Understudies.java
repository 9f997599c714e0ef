package ca.portage.app.reload;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsKeys;
import ca.portage.cms.DecryptionKey;
import ca.portage.cms.Grounds;
import ca.portage.cms.SigningKey;
import java.io.File;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Stand-ins for the steps of a channel, so that its routes can be tried without keys, spool and
 * ledger. None of them is ever called: the routes never start.
 */
public final class Understudies {
  /** Every step that is a processor; a test holds this list against the steps of the service. */
  static final List<String> PROCESSORS =
      List.of(
          "claim",
          "claimed",
          "part",
          "pack",
          "sweep",
          "due",
          "attempt",
          "conclude",
          "stale",
          "precheck",
          "request",
          "ask",
          "store",
          "stored",
          "unpacked",
          "take",
          "open",
          "identify",
          "reject",
          "settle",
          "deliver",
          "receipt",
          "acknowledge",
          "multipart",
          "trouble",
          "notice",
          "watch");

  private static final String NEVER = "a stand-in is never called";

  private Understudies() {}

  /** A stand-in for everything the routes of a channel may name. */
  public static Map<String, Object> of(String channel) {
    Map<String, Object> all = new HashMap<>();
    for (String step : PROCESSORS) {
      all.put(channel + "." + step, (Processor) Understudies::never);
    }
    all.put(channel + ".intake", new Intake());
    all.put(channel + ".parts", new Parts());
    all.put(channel + ".http", (HttpClientConfigurer) Understudies::unchanged);
    all.put(channel + ".keys", new Keys());
    return all;
  }

  private static void never(Exchange exchange) {
    throw new IllegalStateException(NEVER);
  }

  private static void unchanged(HttpClientBuilder builder) {
    builder.disableAutomaticRetries();
  }

  /** In place of the step that looks at dropped files. */
  private static final class Intake
      implements GenericFileFilter<File>, PollingConsumerPollStrategy {
    @Override
    public boolean accept(GenericFile<File> file) {
      throw new IllegalStateException(NEVER);
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
      return false;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
      throw new IllegalStateException(NEVER);
    }

    @Override
    public boolean rollback(
        Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
      return false;
    }
  }

  /** In place of the splitter. */
  public static final class Parts {
    /** The method that routes name. */
    public Object parts(Exchange exchange) {
      throw new IllegalStateException(NEVER);
    }
  }

  /** In place of a channel's keys. */
  private static final class Keys implements CmsKeys {
    @Override
    public SigningKey signingKey() {
      throw new IllegalStateException(NEVER);
    }

    @Override
    public List<X509Certificate> recipients() {
      return List.of();
    }

    @Override
    public List<DecryptionKey> decryptionKeys() {
      return List.of();
    }

    @Override
    public CmsAlgorithms algorithms() {
      throw new IllegalStateException(NEVER);
    }

    @Override
    public Grounds checkSigner(
        X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
      throw new IllegalStateException(NEVER);
    }

    @Override
    public Grounds presented(
        X509Certificate signer, List<X509Certificate> included, Optional<Instant> received) {
      throw new IllegalStateException(NEVER);
    }
  }
}
