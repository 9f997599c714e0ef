package ca.portage.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * An opened PKCS#12 file: keys paired with their certificates by the numbers they share, whatever
 * the two were named. Several keys may have one alias.
 */
final class KeyStoreFile {
  private final Path path;
  private final Pkcs12 content;

  private KeyStoreFile(Path path, Pkcs12 content) {
    this.path = path;
    this.content = content;
  }

  static KeyStoreFile open(Path path, char[] password) throws PkiException {
    return parse(path, PrivateFile.read(path), password);
  }

  /** The keys in the bytes of a file; whatever they are, or nothing but a refusal. */
  static KeyStoreFile parse(Path path, byte[] bytes, char[] password) throws PkiException {
    try {
      return new KeyStoreFile(path, Pkcs12.read(bytes, password));
    } catch (UnrecoverableKeyException e) {
      throw new WrongPasswordException(path, e);
    } catch (IOException | GeneralSecurityException | RuntimeException | StackOverflowError e) {
      throw new PkiException(path + " is damaged or no PKCS#12 key store", e);
    }
  }

  Path path() {
    return path;
  }

  /** The keys of an alias that may be used this way, those with the newest certificate first. */
  List<KeyRing.Entry> entries(String alias, Usage usage) throws PkiException {
    List<KeyRing.Entry> entries = new ArrayList<>();
    for (int i = 0; i < content.keys.size(); i++) {
      if (alias(i).equalsIgnoreCase(alias)) {
        entries.add(entry(alias, content.keys.get(i).value()));
      }
    }
    if (entries.isEmpty()) {
      throw new PkiException(
          "%s has no key with alias '%s'; keys there: %s".formatted(path, alias, aliases()));
    }
    List<KeyRing.Entry> usable =
        entries.stream()
            .filter(e -> usage.allowedBy(e.certificate()))
            .sorted(Comparator.comparing(e -> e.certificate().getNotBefore(), newestFirst()))
            .toList();
    if (usable.isEmpty()) {
      throw new PkiException(
          "%s: the certificate of alias '%s' is not for %s; are signing and decryption swapped?"
              .formatted(path, alias, usage.word()));
    }
    return usable;
  }

  private static <T extends Comparable<T>> Comparator<T> newestFirst() {
    return Comparator.reverseOrder();
  }

  private KeyRing.Entry entry(String alias, PrivateKeyInfo info) throws PkiException {
    if (!isRsa(info)) {
      throw new PkiException("%s: the key of alias '%s' is not RSA".formatted(path, alias));
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
      return certificate(key)
          .map(certificate -> new KeyRing.Entry(alias, key, certificate.value()))
          .orElseThrow(
              () ->
                  new PkiException(
                      "%s holds no certificate that belongs to the key of alias '%s'; export both"
                          .formatted(path, alias)));
    } catch (GeneralSecurityException | IOException e) {
      throw new PkiException("%s: the key of alias '%s' is damaged".formatted(path, alias), e);
    }
  }

  private static boolean isRsa(PrivateKeyInfo info) {
    return info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
  }

  /** Of several certificates over one key the newest counts: the others were renewed. */
  private Optional<Pkcs12.Named<X509Certificate>> certificate(PrivateKey key) {
    return content.certificates.stream()
        .filter(c -> belong(key, c.value()))
        .max(Comparator.comparing(c -> c.value().getNotBefore()));
  }

  private static boolean belong(PrivateKey key, X509Certificate certificate) {
    return key instanceof RSAKey ours
        && certificate.getPublicKey() instanceof RSAKey theirs
        && ours.getModulus().equals(theirs.getModulus());
  }

  /** The certificate, then those of its issuers as far as the file has them. */
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
    return content.certificates.stream()
        .map(Pkcs12.Named::value)
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

  /** The name of a key, else its place in the file, counted from 1. */
  private String alias(int key) {
    return content.keys.get(key).name().orElse(String.valueOf(key + 1));
  }

  private String aliases() {
    List<String> aliases = new ArrayList<>();
    for (int i = 0; i < content.keys.size(); i++) {
      aliases.add(alias(i));
    }
    String listed = String.join(", ", aliases.stream().distinct().sorted().toList());
    return listed.isEmpty() ? "none" : listed;
  }
}
