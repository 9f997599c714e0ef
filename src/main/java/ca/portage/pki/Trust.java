package ca.portage.pki;

import ca.portage.pki.UntrustedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The authorities a channel trusts: the CA certificates of one folder and no others, neither the
 * JDK's nor the system's. Immutable; safe for use by several threads at once.
 */
public final class Trust {
  private static final Set<String> ENDINGS = Set.of("pem", "crt", "cer", "der");
  private static final Set<String> LISTS = Set.of("crl");

  private final List<X509Certificate> anchors;
  private final Revocations revocations;

  private Trust(Collection<X509Certificate> anchors, Revocations revocations) {
    this.anchors = List.copyOf(new LinkedHashSet<>(anchors));
    this.revocations = revocations;
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
    return new Trust(anchors, Revocations.read(files(folder, LISTS)));
  }

  /** Trusts the given CA certificates; at least one. */
  public static Trust of(X509Certificate... anchors) {
    if (anchors.length == 0) {
      throw new IllegalArgumentException("trust needs at least one CA certificate");
    }
    return new Trust(Arrays.asList(anchors), Revocations.NONE);
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
    return new Trust(anchors, revocations.and(lists));
  }

  /** The trusted CA certificates, each once, in the order of their files. */
  public List<X509Certificate> anchors() {
    return anchors;
  }

  /** The revocation lists that every check looks into, in the order of their files. */
  public List<X509CRL> revocationLists() {
    return revocations.lists();
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
    Validity.require(certificate, at);
    if (!Usage.SIGNING.allowedBy(certificate)) {
      throw new UntrustedException(
          Reason.KEY_USAGE,
          "the certificate of " + certificate.getSubjectX500Principal() + " is not for signing");
    }
    List<X509Certificate> path = search(certificate, intermediates, at);
    revocations.require(path, anchors, at);
    return path;
  }

  private List<X509Certificate> search(
      X509Certificate certificate, Collection<X509Certificate> intermediates, Instant at)
      throws UntrustedException {
    List<X509Certificate> believed = revocations.unrevoked(anchors, at);
    try {
      return new PathSearch(believed, intermediates, at).from(certificate);
    } catch (UntrustedException e) {
      if (believed.size() < anchors.size()) {
        // The path that there would be says which of its authorities was revoked.
        revocations.require(
            new PathSearch(anchors, intermediates, at).from(certificate), anchors, at);
      }
      throw e;
    }
  }

  /**
   * A trust manager over the same authorities for TLS. Server authentication usage and the host
   * name are left to JSSE, which checks them when the client asks for endpoint identification.
   */
  public X509TrustManager trustManager() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < anchors.size(); i++) {
        store.setCertificateEntry("ca-" + i, anchors.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java has no PKIX trust manager", e);
    }
  }
}
