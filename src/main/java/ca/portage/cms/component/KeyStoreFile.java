package ca.portage.cms.component;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.config.PasswordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A key store opened once; its keys are taken out with the store's own password. */
record KeyStoreFile(Path file, KeyStore store, char[] password) implements AutoCloseable {

  static KeyStoreFile open(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("There is no key store " + file + ".");
    }
    return new KeyStoreFile(file, KeyStore.getInstance(file.toFile(), password), password);
  }

  /** Reads the password from where the option says; it never is the password itself. */
  static char[] password(String source, Path home, Map<String, String> environment)
      throws ConfigException {
    PasswordSource parsed;
    try {
      parsed = PasswordSource.parse(source, new Home(home));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("passwordSource " + e.getMessage(), e);
    }
    if (parsed instanceof PasswordSource.Stored stored) {
      return stored.read(environment);
    }
    throw new IllegalArgumentException(
        "passwordSource cannot ask anybody: it must be file:PATH or credential:NAME");
  }

  SigningKey signingKey(String alias) throws GeneralSecurityException {
    List<X509Certificate> chain =
        Arrays.stream(chain(alias)).map(X509Certificate.class::cast).toList();
    return new SigningKey(key(alias), chain);
  }

  DecryptionKey decryptionKey(String alias) throws GeneralSecurityException {
    return new DecryptionKey(key(alias), (X509Certificate) chain(alias)[0]);
  }

  /** Forgets the password once every key is out. */
  @Override
  public void close() {
    Arrays.fill(password, '\0');
  }

  private PrivateKey key(String alias) throws GeneralSecurityException {
    if (store.getKey(alias, password) instanceof PrivateKey key) {
      return key;
    }
    throw missing(alias);
  }

  private Certificate[] chain(String alias) throws GeneralSecurityException {
    Certificate[] chain = store.getCertificateChain(alias);
    if (chain == null || chain.length == 0) {
      throw missing(alias);
    }
    return chain;
  }

  private IllegalArgumentException missing(String alias) throws GeneralSecurityException {
    return new IllegalArgumentException(
        "The key store "
            + file
            + " has no private key with the alias '"
            + alias
            + "'; it has "
            + Collections.list(store.aliases()).stream().sorted().toList()
            + ".");
  }
}
