package ca.portage.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The key and the certificates with which we answer a TLS server that asks who we are.
 *
 * @param key the private key
 * @param chain its certificate first
 */
public record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {
  /** Copies the chain; at least one. */
  public ClientIdentity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a key without its certificate identifies nobody");
    }
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /**
   * Opens a PKCS#12 file that holds one key with its certificates.
   *
   * @param password not wiped here
   * @throws PkiException if the file cannot be used; the message says why
   */
  public static ClientIdentity open(Path keystore, char[] password) throws PkiException {
    byte[] bytes = PrivateFile.read(keystore);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(bytes), password);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new PkiException(
            keystore + " holds " + keys.size() + " keys; a TLS client file holds exactly one");
      }
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate each : store.getCertificateChain(keys.get(0))) {
        chain.add((X509Certificate) each);
      }
      return new ClientIdentity((PrivateKey) store.getKey(keys.get(0), password), chain);
    } catch (UnrecoverableKeyException e) {
      throw new WrongPasswordException(keystore, e);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new WrongPasswordException(keystore, e);
      }
      throw new PkiException(keystore + " is damaged or no PKCS#12 key store", e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new PkiException(keystore + " is damaged or no PKCS#12 key store", e);
    }
  }
}
