package ca.portage.config;

import java.util.List;

/**
 * Who we are on a channel: key stores with signing keys and decryption keys (CIG M-01).
 *
 * @param keystores where the keys are, at least one
 * @param signing the signing keys by the time from which each signs, the earliest first
 * @param decryption aliases of the decryption keys, newest first
 * @param passwords where each key store's password comes from: one for all, or as many as there are
 *     key stores
 */
public record Identity(
    List<KeyPlace> keystores,
    List<SigningTerm> signing,
    List<String> decryption,
    List<PasswordSource> passwords) {
  /** Copies the lists. */
  public Identity {
    keystores = List.copyOf(keystores);
    signing = List.copyOf(signing);
    decryption = List.copyOf(decryption);
    passwords = List.copyOf(passwords);
    if (keystores.isEmpty() || signing.isEmpty()) {
      throw new IllegalArgumentException("an identity needs a key store and a signing key");
    }
    if (passwords.size() != 1 && passwords.size() != keystores.size()) {
      throw new IllegalArgumentException("one password source, or one for each key store");
    }
  }

  /** Where the password of a key store comes from, by its place in {@link #keystores}. */
  public PasswordSource password(int keystore) {
    return passwords.get(passwords.size() == 1 ? 0 : keystore);
  }

  /** Whether somebody has to type a password before the keys can be used. */
  public boolean attended() {
    return passwords.stream().anyMatch(PasswordSource.Prompt.class::isInstance);
  }
}
