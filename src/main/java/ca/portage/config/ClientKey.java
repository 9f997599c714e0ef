package ca.portage.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A certificate of ours for a TLS server that asks for one; never the keys that sign messages.
 *
 * @param keystore the PKCS#12 file, absolute; it holds one key
 * @param password where its password comes from, without a person
 */
public record ClientKey(Path keystore, PasswordSource.Stored password) {
  /** Refuses null. */
  public ClientKey {
    Objects.requireNonNull(keystore);
    Objects.requireNonNull(password);
  }
}
