package ca.portage.pki;

import ca.portage.pki.UntrustedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * The revocation lists an admin put beside the trusted authorities (RFC 5280 §5; pki §6.2).
 *
 * @param lists as read; one counts only for the authority whose key signed it
 */
record Revocations(List<X509CRL> lists) {
  static final Revocations NONE = new Revocations(List.of());

  /** The largest list of a public authority has some 50 MB; customs' are a thousandth of that. */
  private static final long MAX_BYTES = 16L << 20;

  private static final byte DER_SEQUENCE = 0x30;

  Revocations {
    lists = List.copyOf(lists);
  }

  /** The lists of those files, one as DER or one or several as PEM each. */
  static Revocations read(List<Path> files) throws PkiException {
    List<X509CRL> lists = new ArrayList<>();
    for (Path file : files) {
      lists.addAll(parse(file, bytes(file)));
    }
    return new Revocations(lists);
  }

  private static byte[] bytes(Path file) throws PkiException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new PkiException(file + " is larger than 16 MiB, too large for a revocation list");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new PkiException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The lists in the bytes of a file; whatever they are, nothing but a refusal comes of it. */
  static List<X509CRL> parse(Path file, byte[] bytes) throws PkiException {
    try {
      return lists(bytes);
    } catch (IOException | GeneralSecurityException | RuntimeException | StackOverflowError e) {
      throw new PkiException(
          file + " is damaged or no revocation list; it should be PEM or DER", e);
    }
  }

  private static List<X509CRL> lists(byte[] bytes)
      throws IOException, CertificateException, CRLException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    if (bytes.length > 0 && bytes[0] == DER_SEQUENCE) {
      return List.of(one(factory, bytes));
    }
    List<X509CRL> lists = new ArrayList<>();
    PemReader pem = new PemReader(new StringReader(new String(bytes, StandardCharsets.ISO_8859_1)));
    for (PemObject next = pem.readPemObject(); next != null; next = pem.readPemObject()) {
      lists.add(one(factory, next.getContent()));
    }
    if (lists.isEmpty()) {
      throw new CRLException("no list in the file");
    }
    return lists;
  }

  private static X509CRL one(CertificateFactory factory, byte[] der) throws CRLException {
    return (X509CRL) factory.generateCRL(new ByteArrayInputStream(der));
  }

  /** These and further lists. */
  Revocations and(Collection<X509CRL> more) {
    List<X509CRL> all = new ArrayList<>(lists);
    all.addAll(more);
    return new Revocations(all);
  }

  /**
   * Refuses a path of which a certificate was revoked by then. A list that is out of date still
   * says what it says; that one is missing is not said here.
   *
   * @param path from the signer to the trusted authority
   * @param anchors the trusted authorities: the last of the path may have its issuer among them
   */
  void require(List<X509Certificate> path, List<X509Certificate> anchors, Instant at)
      throws UntrustedException {
    for (int i = 0; i < path.size(); i++) {
      List<X509Certificate> issuers = i + 1 < path.size() ? List.of(path.get(i + 1)) : anchors;
      Optional<Instant> revoked = revoked(path.get(i), issuers, at);
      if (revoked.isPresent()) {
        throw new UntrustedException(
            Reason.REVOKED,
            "the certificate of "
                + path.get(i).getSubjectX500Principal()
                + " was revoked by its authority on "
                + revoked.get());
      }
    }
  }

  /**
   * The authorities that may end a path: those of the folder but for the intermediate ones that
   * their issuer, who lies beside them, has revoked, and what those issued.
   */
  List<X509Certificate> unrevoked(List<X509Certificate> anchors, Instant at) {
    List<X509Certificate> left = new ArrayList<>(anchors);
    left.removeIf(anchor -> revoked(anchor, anchors, at).isPresent());
    if (left.size() < anchors.size()) {
      int before;
      do {
        before = left.size();
        left.removeIf(anchor -> isIssued(anchor, anchors) && !isIssued(anchor, left));
      } while (left.size() < before);
    }
    return left;
  }

  /** Since when, if one of these issued it and has it on a list by then. */
  private Optional<Instant> revoked(
      X509Certificate certificate, List<X509Certificate> issuers, Instant at) {
    if (selfSigned(certificate)) {
      // Nobody stands above it; who does not trust it takes it out of the folder.
      return Optional.empty();
    }
    for (X509CRL list : lists) {
      X509CRLEntry entry = list.getRevokedCertificate(certificate);
      if (entry != null
          && !entry.getRevocationDate().toInstant().isAfter(at)
          && issuers.stream().anyMatch(a -> issued(a, certificate) && signedBy(list, a))) {
        return Optional.of(entry.getRevocationDate().toInstant());
      }
    }
    return Optional.empty();
  }

  private static boolean selfSigned(X509Certificate certificate) {
    return issued(certificate, certificate);
  }

  private static boolean isIssued(X509Certificate certificate, List<X509Certificate> anchors) {
    return !selfSigned(certificate) && anchors.stream().anyMatch(a -> issued(a, certificate));
  }

  private static boolean issued(X509Certificate authority, X509Certificate certificate) {
    if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      // A namesake.
      return false;
    }
  }

  private static boolean signedBy(X509CRL list, X509Certificate authority) {
    try {
      list.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      // A list under the same name but of another key says nothing about this authority's.
      return false;
    }
  }
}
