package ca.portage.pki;

import ca.portage.config.KeyPlace;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One opened key store: its keys with their certificates, and the certificates beside them. Several
 * keys may have one alias. Immutable; safe for use by several threads at once.
 */
public final class OpenedKeys {
  /** A key by its alias; what is wrong with it matters only to those who ask for it. */
  interface Held {
    String alias();

    KeyRing.Entry entry() throws PkiException;
  }

  private final KeyPlace place;
  private final Optional<String> digest;
  private final List<Held> keys;
  private final List<X509Certificate> certificates;

  OpenedKeys(
      KeyPlace place,
      Optional<String> digest,
      List<? extends Held> keys,
      List<X509Certificate> certificates) {
    this.place = place;
    this.digest = digest;
    this.keys = List.copyOf(keys);
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Opens a key store.
   *
   * @param password of the file, or PIN of the token; not wiped here
   * @throws WrongPasswordException when it is another
   * @throws PkiException when the file or token cannot be used
   */
  public static OpenedKeys open(KeyPlace place, char[] password) throws PkiException {
    return place instanceof KeyPlace.File file
        ? KeyStoreFile.open(file, password)
        : Token.open((KeyPlace.Token) place, password);
  }

  /** Where these keys are kept. */
  public KeyPlace place() {
    return place;
  }

  /**
   * Whether the file still holds what was opened; what a token holds cannot be told from outside.
   */
  public boolean current() throws PkiException {
    return digest.isEmpty()
        || place instanceof KeyPlace.File file
            && digest.get().equals(KeyStoreFile.digest(PrivateFile.read(file.path())));
  }

  /**
   * Every key that can be used.
   *
   * @throws PkiException when one of them is damaged, is not RSA or lacks its certificate
   */
  public List<KeyRing.Entry> entries() throws PkiException {
    List<KeyRing.Entry> entries = new ArrayList<>();
    for (Held key : keys) {
      entries.add(key.entry());
    }
    return List.copyOf(entries);
  }

  /** The certificates of the store, those of its keys included. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** The keys of an alias, whatever they may be used for. */
  List<KeyRing.Entry> entries(String alias) throws PkiException {
    List<KeyRing.Entry> entries = new ArrayList<>();
    for (Held key : keys) {
      if (key.alias().equalsIgnoreCase(alias)) {
        entries.add(key.entry());
      }
    }
    return entries;
  }

  List<String> aliases() {
    return keys.stream().map(Held::alias).distinct().sorted().toList();
  }

  /** The certificate, then those of its issuers as far as the store has them. */
  List<X509Certificate> chain(X509Certificate certificate) {
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    Optional<X509Certificate> next = issuer(certificate);
    while (next.isPresent() && !chain.contains(next.get())) {
      chain.add(next.get());
      next = issuer(next.get());
    }
    return List.copyOf(chain);
  }

  private Optional<X509Certificate> issuer(X509Certificate certificate) {
    return certificates.stream()
        .filter(c -> c.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .filter(c -> verifies(certificate, c))
        .findFirst();
  }

  private static boolean verifies(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
