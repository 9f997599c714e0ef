package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.spool.Sha256;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who signed the receipts, and how many: only a reader can know whether that is the gateway. */
final class Signers {
  /** A gateway has one or two at a time; of more than this, only the number is told. */
  private static final int NAMED = 100;

  private final Map<String, Long> counts = new TreeMap<>();
  private long others;

  static String name(X509Certificate signer) throws IOException {
    return signer.getSubjectX500Principal() + ", SHA-256 " + sha256(signer);
  }

  void count(String name) {
    if (counts.size() < NAMED || counts.containsKey(name)) {
      counts.merge(name, 1L, Long::sum);
    } else {
      others++;
    }
  }

  static String sha256(X509Certificate certificate) throws IOException {
    try {
      return Sha256.of(Content.of(certificate.getEncoded())).sha256Hex();
    } catch (CertificateEncodingException e) {
      throw new IOException("a certificate has no encoding", e);
    }
  }

  /** One a line: subject, SHA-256 and number of receipts. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach((name, count) -> lines.add("%s: %,d".formatted(name, count)));
    if (others > 0) {
      lines.add("others: %,d".formatted(others));
    }
    return lines;
  }
}
