package ca.portage.app.trust;

import ca.portage.config.DistinguishedName;
import ca.portage.content.Content;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Since when the revocation list for a certificate is missed that never was there, kept in a file:
 * a restart must not begin the grace anew.
 */
final class MissedLists {
  private static final Logger LOG = LoggerFactory.getLogger(MissedLists.class);
  private static final int LIMIT_BYTES = 1 << 20;
  private static final int MAX = 100;

  private final Path file;
  private final Map<String, Instant> since = new LinkedHashMap<>();

  MissedLists(Path file) {
    this.file = file;
    try {
      String text = new String(Content.of(file).toBytes(LIMIT_BYTES), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        int space = line.indexOf(' ');
        since.put(line.substring(space + 1), Instant.parse(line.substring(0, space)));
      }
    } catch (NoSuchFileException e) {
      LOG.trace("no list is missed");
    } catch (IOException | DateTimeException | IndexOutOfBoundsException e) {
      LOG.warn("{} cannot be read ({}); the grace begins now", file, e.getMessage());
    }
  }

  /**
   * Since when; from now on if it was not missed before.
   *
   * @param certificate the name of the certificate that no list tells of
   */
  synchronized Instant since(String certificate, Instant now) {
    String name = certificate.replaceAll("\\R", " ");
    Instant before = since.get(name);
    // A clock that was set back must not make the grace longer than it is.
    if (before != null && !before.isAfter(now)) {
      return before;
    }
    if (since.size() >= MAX) {
      since.remove(since.keySet().iterator().next());
    }
    since.put(name, now.truncatedTo(ChronoUnit.SECONDS));
    write();
    return since.get(name);
  }

  /** Since when, if it was missed before; remembers nothing. */
  synchronized Optional<Instant> known(String certificate) {
    return Optional.ofNullable(since.get(certificate.replaceAll("\\R", " ")));
  }

  /** Lists tell of this certificate; the next time none does, its grace begins then. */
  synchronized void found(X509Certificate certificate) {
    if (since.isEmpty()) {
      return;
    }
    boolean was =
        DistinguishedName.of(certificate.getSubjectX500Principal())
            .filter(name -> since.remove(name.toString()) != null)
            .isPresent();
    if (was) {
      write();
    }
  }

  private void write() {
    String text =
        since.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey() + "\n")
            .collect(Collectors.joining());
    try {
      Durable.folder(file.getParent());
      Durable.writeOver(file, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      LOG.warn("{} cannot be written ({}); a restart begins the grace anew", file, e.getMessage());
    }
  }
}
