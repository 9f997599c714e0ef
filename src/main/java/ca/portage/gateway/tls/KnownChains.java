package ca.portage.gateway.tls;

import ca.portage.content.Content;
import ca.portage.pki.Certificates;
import ca.portage.pki.PkiException;
import ca.portage.spool.Durable;
import ca.portage.spool.Sha256;
import ca.portage.spool.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which certificates each endpoint has shown, a PEM file a chain, so that a change is
 * told once and never twice: not after a restart, nor when a server alternates between two (CIG
 * P-11).
 */
public final class KnownChains {
  private static final Logger LOG = LoggerFactory.getLogger(KnownChains.class);

  /** Servers that take turns all show themselves within this; one that was replaced does not. */
  private static final Duration LATELY = Duration.ofHours(6);

  /** How old the note of a sight may be. */
  private static final Duration NOTED = Duration.ofMinutes(10);

  /** A chain that nobody showed for so long is news when it comes again. */
  private static final Duration KEPT = Duration.ofDays(400);

  private final Path folder;
  private final Clock clock;

  /** Remembers in {@code folder}, whose parent is the spool; {@code clock} dates each sight. */
  public KnownChains(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Tells of a change. */
  @FunctionalInterface
  public interface News {
    /** {@code text} is a sentence or two for an admin. */
    void tell(String text);
  }

  /**
   * Notes what an endpoint showed; tells {@code news} if it showed something else before.
   *
   * @param channel whose endpoint
   * @param sent the certificates the server sent, trusted
   * @throws IOException if it could not be noted; then it is told again
   */
  public void saw(String channel, Endpoint endpoint, List<X509Certificate> sent, News news)
      throws IOException {
    byte[] pem = pem(sent);
    String prefix = channel + "." + endpoint.name() + ".";
    Path file = folder.resolve(prefix + sha256(pem).substring(0, 16) + ".pem");
    if (Files.exists(file)) {
      touch(file);
      return;
    }
    Durable.folder(folder);
    if (others(prefix)) {
      news.tell(text(endpoint, sent.get(0)));
    }
    // Told before it is noted: told twice is better than never.
    Durable.writeOver(file, Content.of(pem));
    touch(file);
    prune(prefix);
  }

  /**
   * The server certificates that an endpoint has shown lately, counted from its last sight: servers
   * that share an address may each have their own.
   */
  public List<X509Certificate> lately(String channel, Endpoint endpoint) {
    return chains(channel, endpoint).stream().map(chain -> chain.get(0)).toList();
  }

  /** The authorities between those and their roots, as the servers sent them. */
  public List<X509Certificate> between(String channel, Endpoint endpoint) {
    return chains(channel, endpoint).stream()
        .flatMap(chain -> chain.stream().skip(1))
        .distinct()
        .toList();
  }

  private List<List<X509Certificate>> chains(String channel, Endpoint endpoint) {
    List<List<X509Certificate>> shown = new ArrayList<>();
    try {
      List<Path> files = files(channel + "." + endpoint.name() + ".");
      Instant newest = Instant.MIN;
      for (Path file : files) {
        newest = seen(file).isAfter(newest) ? seen(file) : newest;
      }
      for (Path file : files) {
        if (seen(file).plus(LATELY).isAfter(newest)) {
          shown.add(Certificates.readPem(file));
        }
      }
    } catch (IOException | PkiException e) {
      // Nothing was shown yet, or what was cannot be read; the next connection judges it anew.
      LOG.debug("not every certificate of {} is known: {}", endpoint, e.toString());
    }
    return List.copyOf(shown);
  }

  private static Instant seen(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  private void touch(Path file) throws IOException {
    Instant now = clock.instant();
    if (Duration.between(seen(file), now).abs().compareTo(NOTED) > 0) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  private void prune(String prefix) throws IOException {
    Instant oldest = clock.instant().minus(KEPT);
    for (Path file : files(prefix)) {
      if (seen(file).isBefore(oldest)) {
        Durable.delete(file);
      }
    }
  }

  private boolean others(String prefix) throws IOException {
    return !files(prefix).isEmpty();
  }

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> each.getFileName().toString().startsWith(prefix))
          .filter(each -> each.getFileName().toString().endsWith(".pem"))
          .sorted()
          .toList();
    }
  }

  private static String text(Endpoint endpoint, X509Certificate server) {
    return "the server of %s shows other certificates than before, and they are trusted: %s, issued by %s, valid until %s. If the authority announced nothing, ask the help desk; nothing else is to be done"
        .formatted(
            endpoint,
            server.getSubjectX500Principal(),
            server.getIssuerX500Principal(),
            server.getNotAfter().toInstant());
  }

  private static byte[] pem(List<X509Certificate> chain) throws IOException {
    Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    ByteArrayOutputStream pem = new ByteArrayOutputStream();
    try {
      for (X509Certificate each : chain) {
        pem.writeBytes("-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
        pem.writeBytes(base64.encode(each.getEncoded()));
        pem.writeBytes("\n-----END CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (CertificateEncodingException e) {
      throw new IOException("a certificate of the server cannot be written down", e);
    }
    return pem.toByteArray();
  }

  private static String sha256(byte[] bytes) throws IOException {
    Stored digest = Sha256.of(Content.of(bytes));
    return digest.sha256Hex();
  }
}
