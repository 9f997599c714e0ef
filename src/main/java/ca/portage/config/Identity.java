package ca.portage.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Who we are on a channel: a key store with a signing key and decryption keys (CIG M-01).
 *
 * @param keystore the PKCS#12 file, absolute
 * @param signing alias of the signing key
 * @param decryption aliases of the decryption keys, newest first
 * @param password where the key store's password comes from
 */
public record Identity(
    Path keystore, String signing, List<String> decryption, PasswordSource password) {
  /** Copies the aliases. */
  public Identity {
    Objects.requireNonNull(keystore);
    Objects.requireNonNull(signing);
    decryption = List.copyOf(decryption);
    Objects.requireNonNull(password);
  }
}
