package ca.portage.pki;

import ca.portage.pki.UntrustedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The authorities a channel trusts: the CA certificates of one folder and no others, neither the
 * JDK's nor the system's. Immutable; safe for use by several threads at once.
 */
public final class Trust {
  private static final Set<String> ENDINGS = Set.of("pem", "crt", "cer", "der");
  private static final Set<String> LISTS = Set.of("crl");

  private final List<X509Certificate> anchors;
  private final Revocations revocations;

  private final List<X509Certificate> known;

  private Trust(
      Collection<X509Certificate> anchors,
      Revocations revocations,
      Collection<X509Certificate> known) {
    this.anchors = List.copyOf(new LinkedHashSet<>(anchors));
    this.revocations = revocations;
    this.known = List.copyOf(known);
  }

  /**
   * Trusts every CA certificate in the files of {@code folder} that end in pem, crt, cer or der,
   * but for what the revocation lists in the files that end in crl name.
   *
   * @throws PkiException when the folder cannot be read or holds no CA certificate, or when a file
   *     is damaged or holds a certificate that is no CA's
   */
  public static Trust load(Path folder) throws PkiException {
    Set<X509Certificate> anchors = new LinkedHashSet<>();
    for (Path file : files(folder, ENDINGS)) {
      for (X509Certificate certificate : Certificates.readPem(file)) {
        requireAuthority(certificate, file);
        anchors.add(certificate);
      }
    }
    if (anchors.isEmpty()) {
      throw new PkiException(
          folder
              + " holds no CA certificate (.pem, .crt, .cer, .der), so nothing could be trusted");
    }
    return new Trust(
        anchors, Revocations.read(files(folder, LISTS), List.copyOf(anchors)), List.of());
  }

  /** Trusts the given CA certificates; at least one. */
  public static Trust of(X509Certificate... anchors) {
    if (anchors.length == 0) {
      throw new IllegalArgumentException("trust needs at least one CA certificate");
    }
    return new Trust(
        Arrays.asList(anchors), new Revocations(List.of(), List.of(anchors)), List.of());
  }

  /**
   * The same authorities with what a directory brought.
   *
   * @param lists more revocation lists; each counts only for the authority that signed it
   * @param intermediates certificates that may help to find a path; none is trusted for that
   */
  public Trust with(Collection<X509CRL> lists, Collection<X509Certificate> intermediates) {
    return new Trust(anchors, revocations.with(lists), intermediates);
  }

  private static List<Path> files(Path folder, Set<String> endings) throws PkiException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> ends(file, endings)).sorted().toList();
    } catch (IOException e) {
      throw new PkiException(folder + " is no folder of CA certificates that can be read", e);
    }
  }

  private static boolean ends(Path file, Set<String> endings) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && endings.contains(name.substring(name.lastIndexOf('.') + 1))
        && Files.isRegularFile(file);
  }

  /** A version 1 certificate cannot say that it is a CA's; such roots exist and are let through. */
  private static void requireAuthority(X509Certificate certificate, Path file) throws PkiException {
    if (certificate.getVersion() >= 3 && certificate.getBasicConstraints() < 0) {
      throw new PkiException(
          "%s holds the certificate of %s, which is no CA; only CA certificates belong there"
              .formatted(file, certificate.getSubjectX500Principal()));
    }
  }

  /** The same authorities, but for what these lists name too. */
  public Trust with(Collection<X509CRL> lists) {
    return with(lists, List.of());
  }

  /** The trusted CA certificates, each once, in the order of their files. */
  public List<X509Certificate> anchors() {
    return anchors;
  }

  /** The revocation lists that every check looks into, in the order of their files. */
  public List<X509CRL> revocationLists() {
    return revocations.crls();
  }

  /** Whether one of the trusted authorities made a list. */
  public boolean signed(X509CRL list) {
    RevocationList made = new RevocationList(list);
    return anchors.stream().anyMatch(made::signedBy);
  }

  /**
   * Checks that a certificate may be trusted as a signer's: it is valid at {@code at}, its key may
   * sign, a valid path leads to a trusted authority (RFC 5280 §6), and no revocation list of the
   * folder names a certificate of that path, an intermediate authority that lies in the folder
   * itself included. An authority without a list there is believed.
   *
   * @param certificate the signer's
   * @param intermediates certificates that may help to find the path, such as those a message
   *     brought along; none of them is trusted for that
   * @param at the time of receipt
   * @throws UntrustedException with the reason
   */
  public void check(
      X509Certificate certificate, Collection<X509Certificate> intermediates, Instant at)
      throws UntrustedException {
    path(certificate, intermediates, at);
  }

  /**
   * The same check, and what it found: the path from the certificate to the trusted authority, both
   * included.
   */
  public List<X509Certificate> path(
      X509Certificate certificate, Collection<X509Certificate> intermediates, Instant at)
      throws UntrustedException {
    return path(certificate, Usage.SIGNING, intermediates, at);
  }

  /**
   * The path of a certificate that something is to be encrypted to, checked in the same way.
   *
   * @throws UntrustedException with the reason
   */
  public List<X509Certificate> encryptionPath(X509Certificate certificate, Instant at)
      throws UntrustedException {
    return path(certificate, Usage.ENCRYPTION, List.of(), at);
  }

  private List<X509Certificate> path(
      X509Certificate certificate,
      Usage usage,
      Collection<X509Certificate> intermediates,
      Instant at)
      throws UntrustedException {
    Validity.require(certificate, at);
    if (!usage.allowedBy(certificate)) {
      throw new UntrustedException(
          Reason.KEY_USAGE,
          "the certificate of %s is not for %s"
              .formatted(certificate.getSubjectX500Principal(), usage.word()));
    }
    List<X509Certificate> helping = new ArrayList<>(known);
    helping.addAll(intermediates);
    List<X509Certificate> path = search(certificate, helping, at);
    revocations.require(path, at);
    return path;
  }

  /** Refuses a path of which a revocation list at hand names a certificate as revoked by then. */
  public void requireNotRevoked(List<X509Certificate> path, Instant at) throws UntrustedException {
    revocations.require(path, at);
  }

  /**
   * What no list at hand can tell of a path: the first certificate whose authority has no current
   * revocation list here. The checks above let it pass; a {@link RevocationRule} decides.
   *
   * @param path as those checks return it
   */
  public Optional<Gap> gap(List<X509Certificate> path, Instant at) {
    return revocations.gap(path, at);
  }

  /** Whether a revocation list was made by the authority that issued a certificate of a path. */
  public boolean made(X509CRL list, X509Certificate issuer) {
    return revocations.madeFor(new RevocationList(list), issuer);
  }

  /**
   * Checks a TLS server's certificate the same way and returns its path: its key may be used by a
   * server (RFC 5280 §4.2.1.12). The name in it is the caller's to compare.
   *
   * @param sent what the server sent along; none of it is trusted for that
   * @throws UntrustedException with the reason
   */
  public List<X509Certificate> serverPath(
      X509Certificate server, Collection<X509Certificate> sent, Instant at)
      throws UntrustedException {
    Validity.require(server, at);
    if (!ServerUsage.allowedBy(server)) {
      throw new UntrustedException(
          Reason.KEY_USAGE,
          "the certificate of " + server.getSubjectX500Principal() + " is not for a TLS server");
    }
    List<X509Certificate> helping = new ArrayList<>(known);
    helping.addAll(sent);
    List<X509Certificate> path = search(server, helping, at);
    revocations.require(path, at);
    return path;
  }

  private List<X509Certificate> search(
      X509Certificate certificate, Collection<X509Certificate> intermediates, Instant at)
      throws UntrustedException {
    List<X509Certificate> believed = revocations.unrevoked(at);
    try {
      return new PathSearch(believed, intermediates, at).from(certificate);
    } catch (UntrustedException e) {
      if (believed.size() < anchors.size()) {
        // The path that there would be says which of its authorities was revoked.
        revocations.require(new PathSearch(anchors, intermediates, at).from(certificate), at);
      }
      throw e;
    }
  }

  /**
   * Checks a certificate whose key may be for anything, such as a new one of our own: valid, with a
   * path to a trusted authority, not revoked.
   *
   * @throws UntrustedException with the reason
   */
  public void requireIssued(
      X509Certificate certificate, Collection<X509Certificate> intermediates, Instant at)
      throws UntrustedException {
    Validity.require(certificate, at);
    revocations.require(search(certificate, intermediates, at), at);
  }
}
