package ca.portage.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** An opened PKCS#12 file. */
final class KeyStoreFile {
  private static final int MAX_BYTES = 8 << 20;

  private final Path path;
  private final KeyStore store;

  private KeyStoreFile(Path path, KeyStore store) {
    this.path = path;
    this.store = store;
  }

  static KeyStoreFile open(Path path, char[] password) throws PkiException {
    try {
      requirePrivate(path);
      if (Files.size(path) > MAX_BYTES) {
        throw new PkiException(path + " is larger than 8 MiB, too large for a key store");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(path)) {
        store.load(in, password);
      }
      return new KeyStoreFile(path, store);
    } catch (NoSuchFileException e) {
      throw new PkiException(path + " does not exist; it should be the PKCS#12 key store", e);
    } catch (IOException e) {
      throw unreadable(path, e);
    } catch (GeneralSecurityException | RuntimeException | StackOverflowError e) {
      throw new PkiException(path + " is damaged or no PKCS#12 key store", e);
    }
  }

  private static PkiException unreadable(Path path, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnrecoverableKeyException) {
        return new PkiException("the password does not open " + path, e);
      }
    }
    return new PkiException(path + " is damaged, unreadable or no PKCS#12 key store", e);
  }

  private static void requirePrivate(Path path) throws IOException, PkiException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new PkiException(
          "%s holds private keys but is open to everybody on this machine (%s); it was not used:"
                  .formatted(path, PosixFilePermissions.toString(permissions))
              + " chmod 600 "
              + path);
    }
  }

  Path path() {
    return path;
  }

  KeyRing.Entry entry(String alias, char[] password) throws PkiException {
    try {
      if (!store.isKeyEntry(alias)) {
        throw new PkiException(
            "%s has no key with alias '%s'; keys there: %s".formatted(path, alias, keys()));
      }
      Key key = store.getKey(alias, password);
      if (!(key instanceof PrivateKey privateKey)
          || !(key instanceof RSAKey)
          || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
        throw new PkiException(
            "%s: alias '%s' is no RSA key with a certificate".formatted(path, alias));
      }
      requireMatch(alias, (RSAKey) key, certificate);
      return new KeyRing.Entry(alias, privateKey, certificate);
    } catch (UnrecoverableKeyException e) {
      throw new PkiException(
          "%s: the key of alias '%s' has another password than the file".formatted(path, alias), e);
    } catch (GeneralSecurityException e) {
      throw new PkiException("%s: alias '%s' cannot be read".formatted(path, alias), e);
    }
  }

  private void requireMatch(String alias, RSAKey key, X509Certificate certificate)
      throws PkiException {
    if (!(certificate.getPublicKey() instanceof RSAKey publicKey)
        || !publicKey.getModulus().equals(key.getModulus())) {
      throw new PkiException(
          "%s: key and certificate of alias '%s' do not belong together; export them again"
              .formatted(path, alias));
    }
  }

  List<X509Certificate> chain(String alias) throws PkiException {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : store.getCertificateChain(alias)) {
        chain.add((X509Certificate) certificate);
      }
      return chain;
    } catch (GeneralSecurityException e) {
      throw new PkiException("%s: alias '%s' cannot be read".formatted(path, alias), e);
    }
  }

  private String keys() throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    Collections.sort(keys);
    return keys.isEmpty() ? "none" : String.join(", ", keys);
  }
}
