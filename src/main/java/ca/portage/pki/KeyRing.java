package ca.portage.pki;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Our keys of one channel: one key that signs, and the keys that open what the gateway encrypted to
 * us, the current one and former ones for late messages (CIG M-01). Immutable; safe for use by
 * several threads at once.
 */
public final class KeyRing {
  /**
   * A private key and its certificate.
   *
   * @param alias its name in the key store
   * @param key RSA
   * @param certificate belongs to the key
   */
  public record Entry(String alias, PrivateKey key, X509Certificate certificate) {}

  private final Entry signing;
  private final List<X509Certificate> signingChain;
  private final List<Entry> decryption;

  private KeyRing(Entry signing, List<X509Certificate> signingChain, List<Entry> decryption) {
    this.signing = signing;
    this.signingChain = List.copyOf(signingChain);
    this.decryption = List.copyOf(decryption);
  }

  /** The same as {@link #open(Path, String, List, char[], Clock)} at the time of the system. */
  public static KeyRing open(
      Path keystore, String signingAlias, List<String> decryptionAliases, char[] password)
      throws PkiException {
    return open(keystore, signingAlias, decryptionAliases, password, Clock.systemUTC());
  }

  /**
   * Reads the keys from a PKCS#12 file.
   *
   * <p>Where several keys have one alias, as in an Entrust export, the use of their certificates
   * tells them apart: the newest valid one signs, and all that may decrypt do.
   *
   * @param keystore the file; it must not be open to everybody on the machine
   * @param signingAlias whose certificate must be valid now and allow signing
   * @param decryptionAliases newest first; their certificates may have expired
   * @param password not wiped here
   * @param clock decides whether the signing certificate is valid
   * @throws PkiException when the file cannot be read, the password is wrong, an alias is missing,
   *     or a certificate does not belong to its key or is not for its use
   */
  public static KeyRing open(
      Path keystore,
      String signingAlias,
      List<String> decryptionAliases,
      char[] password,
      Clock clock)
      throws PkiException {
    return of(KeyStoreFile.open(keystore, password), signingAlias, decryptionAliases, clock);
  }

  /** The same from a file that is open. */
  static KeyRing of(
      KeyStoreFile file, String signingAlias, List<String> decryptionAliases, Clock clock)
      throws PkiException {
    Entry signing = signing(file, signingAlias, clock.instant());
    List<Entry> decryption = new ArrayList<>();
    for (String alias : decryptionAliases) {
      decryption.addAll(file.entries(alias, Usage.ENCRYPTION));
    }
    return new KeyRing(signing, file.chain(signing.certificate()), decryption);
  }

  private static Entry signing(KeyStoreFile file, String alias, Instant now) throws PkiException {
    List<Entry> entries = file.entries(alias, Usage.SIGNING);
    for (Entry entry : entries) {
      if (Validity.includes(entry.certificate(), now)) {
        return entry;
      }
    }
    throw new PkiException(
        "%s: alias '%s' cannot sign: %s; obtain a new certificate, or check the clock"
            .formatted(file.path(), alias, Validity.describe(entries.get(0).certificate(), now)));
  }

  /** The key that signs. */
  public PrivateKey signingKey() {
    return signing.key();
  }

  /** The signer's certificate, then those of its issuers as far as the key store has them. */
  public List<X509Certificate> signingChain() {
    return signingChain;
  }

  /** The keys that decrypt, in the order of the aliases. */
  public List<Entry> decryption() {
    return decryption;
  }
}
