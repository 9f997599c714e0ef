package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.spool.Addressed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kept revocation lists, read and compared with their SHA-256 once while they are in use: the
 * same few are named by thousands of messages.
 */
final class KeptLists {
  /** What is larger no service has read either. */
  static final int LIST_BYTES = 16 << 20;

  /** A list takes ten times its size when it is read. */
  private static final long REMEMBERED_BYTES = 1 << 20;

  private final Addressed files;
  private final Map<String, X509CRL> lists = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private long bytes;
  private long reads;

  KeptLists(Addressed files) {
    this.files = files;
  }

  /** The list with this SHA-256, if it is as it was kept; else the trial has heard why not. */
  Optional<X509CRL> list(String sha256, Trial trial) {
    X509CRL known = lists.get(sha256);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Content> content = trial.kept("a revocation list", files, sha256);
    Optional<X509CRL> list = content.flatMap(c -> parsed(c, trial));
    list.ifPresent(read -> remember(sha256, read, content.get().size()));
    return list;
  }

  private Optional<X509CRL> parsed(Content content, Trial trial) {
    try {
      reads++;
      byte[] der = content.toBytes(LIST_BYTES);
      return Optional.of(
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
    } catch (IOException | CertificateException | CRLException e) {
      trial.found("a revocation list cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void remember(String sha256, X509CRL list, long size) {
    lists.put(sha256, list);
    sizes.put(sha256, size);
    bytes += size;
    while (bytes > REMEMBERED_BYTES && lists.size() > 1) {
      String oldest = lists.keySet().iterator().next();
      lists.remove(oldest);
      bytes -= sizes.remove(oldest);
    }
  }

  /** How many were read from their files. */
  long reads() {
    return reads;
  }
}
