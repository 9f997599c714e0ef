package ca.portage.pki;

import ca.portage.config.DistinguishedName;
import ca.portage.pki.UntrustedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The revocation lists at hand: those beside the trusted authorities and those of a directory (RFC
 * 5280 §5; pki §6.2). One counts only for the authority whose key signed it.
 */
final class Revocations {
  /** The largest list of a public authority has some 50 MB; customs' are a thousandth of that. */
  private static final long MAX_BYTES = 16L << 20;

  private final List<RevocationList> lists;

  /** An authority that renews its key signs lists with the new one, for old certificates too. */
  private final List<X509Certificate> anchors;

  Revocations(List<RevocationList> lists, List<X509Certificate> anchors) {
    this.lists = List.copyOf(lists);
    this.anchors = List.copyOf(anchors);
  }

  /** The lists of those files, one as DER or one or several as PEM each. */
  static Revocations read(List<Path> files, List<X509Certificate> anchors) throws PkiException {
    List<RevocationList> lists = new ArrayList<>();
    for (Path file : files) {
      parse(file, bytes(file)).forEach(list -> lists.add(new RevocationList(list)));
    }
    return new Revocations(lists, anchors);
  }

  /** These and further lists. */
  Revocations with(Collection<X509CRL> more) {
    List<RevocationList> all = new ArrayList<>(lists);
    more.forEach(list -> all.add(new RevocationList(list)));
    return new Revocations(all, anchors);
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
      return RevocationLists.parse(bytes);
    } catch (IOException | GeneralSecurityException | RuntimeException | StackOverflowError e) {
      throw new PkiException(
          file + " is damaged or no revocation list; it should be PEM or DER", e);
    }
  }

  List<X509CRL> crls() {
    return lists.stream().map(RevocationList::crl).toList();
  }

  /**
   * Refuses a path of which a certificate was revoked by then. A list that is out of date still
   * says what it says; that one is missing is not said here. The last of the path may have its
   * issuer among the trusted authorities.
   *
   * @param path from the signer to the trusted authority
   */
  void require(List<X509Certificate> path, Instant at) throws UntrustedException {
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
   * The authorities that may end a path: the trusted ones but for the intermediate ones that their
   * issuer, who is among them, has revoked, and what those issued.
   */
  List<X509Certificate> unrevoked(Instant at) {
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
    for (RevocationList list : lists) {
      Optional<Instant> since = list.revoked(certificate).filter(time -> !time.isAfter(at));
      if (since.isPresent()
          && issuers.stream().anyMatch(a -> issued(a, certificate) && madeFor(list, a))) {
        return since;
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

  /** The first certificate of a path of which no current list tells whether it was revoked. */
  Optional<Gap> gap(List<X509Certificate> path, Instant at) {
    for (int i = 0; i + 1 < path.size(); i++) {
      X509Certificate certificate = path.get(i);
      X509Certificate issuer = path.get(i + 1);
      Optional<RevocationList> newest =
          lists.stream()
              .filter(list -> !list.made().isAfter(at))
              .filter(list -> list.covers(certificate))
              .filter(list -> madeFor(list, issuer))
              .max(Comparator.comparing(list -> list.until().orElse(Instant.MAX)));
      Optional<Instant> ended = newest.flatMap(RevocationList::until).filter(at::isAfter);
      if (newest.isEmpty() || ended.isPresent()) {
        return Optional.of(
            new Gap(
                shown(certificate.getSubjectX500Principal()),
                shown(issuer.getSubjectX500Principal()),
                ended));
      }
    }
    return Optional.empty();
  }

  private static String shown(X500Principal name) {
    return DistinguishedName.of(name).map(DistinguishedName::toString).orElseGet(name::getName);
  }

  boolean madeFor(RevocationList list, X509Certificate issuer) {
    return Stream.concat(
            Stream.of(issuer),
            anchors.stream()
                .filter(a -> a.getSubjectX500Principal().equals(issuer.getSubjectX500Principal())))
        .anyMatch(list::signedBy);
  }
}
