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
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

  private final Path folder;

  /** Remembers in {@code folder}, whose parent is the spool. */
  public KnownChains(Path folder) {
    this.folder = folder;
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
      return;
    }
    Durable.folder(folder);
    if (others(prefix)) {
      news.tell(text(endpoint, sent.get(0)));
    }
    // Told before it is noted: told twice is better than never.
    Durable.writeOver(file, Content.of(pem));
  }

  /** The server certificate that an endpoint showed when it last showed a new one. */
  public Optional<X509Certificate> last(String channel, Endpoint endpoint) {
    String prefix = channel + "." + endpoint.name() + ".";
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> newest =
          files
              .filter(each -> each.getFileName().toString().startsWith(prefix))
              .max(Comparator.comparing(each -> each.toFile().lastModified()));
      return newest.isEmpty()
          ? Optional.empty()
          : Optional.of(Certificates.readPem(newest.get()).get(0));
    } catch (IOException | PkiException e) {
      // Nothing was shown yet, or what was cannot be read; the next connection judges it anew.
      LOG.debug("no certificate of {} is known: {}", endpoint, e.toString());
      return Optional.empty();
    }
  }

  private boolean others(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(each -> each.getFileName().toString().startsWith(prefix));
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
