package ca.portage.pki;

import ca.portage.config.KeyPlace;
import ca.portage.config.SigningTerm;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our keys of one channel: those that sign, each from its own time on, and those that open what the
 * gateway encrypted to us, the current one and former ones for late messages (CIG M-01). Immutable;
 * safe for use by several threads at once.
 */
public final class KeyRing {
  /**
   * A private key and its certificate.
   *
   * @param alias its name in the key store
   * @param key RSA, also one that cannot leave its token
   * @param certificate belongs to the key
   */
  public record Entry(String alias, PrivateKey key, X509Certificate certificate) {}

  /**
   * A key that signs.
   *
   * @param chain its certificate, then those of its issuers as far as the key stores have them
   * @param from the date from which the channel has it sign, if it names one
   */
  public record Signer(Entry entry, List<X509Certificate> chain, Optional<Instant> from) {
    /** Copies the chain. */
    public Signer {
      chain = List.copyOf(chain);
    }

    /** How long it signs: not before its date, whatever its certificate says. */
    public Lifetime lifetime() {
      Lifetime whole = Lifetime.of(Lifetime.Role.SIGNING_KEY, entry.certificate());
      return from.map(whole::startingAt).orElse(whole);
    }
  }

  private final List<OpenedKeys> stores;
  private final List<SigningKeys> signing;
  private final List<Entry> decryption;
  private final Instant opened;

  private KeyRing(
      List<OpenedKeys> stores, List<SigningKeys> signing, List<Entry> decryption, Instant opened) {
    this.stores = List.copyOf(stores);
    this.signing = List.copyOf(signing);
    this.decryption = List.copyOf(decryption);
    this.opened = opened;
  }

  /** The same as {@link #open(Path, String, List, char[], Clock)} at the time of the system. */
  public static KeyRing open(
      Path keystore, String signingAlias, List<String> decryptionAliases, char[] password)
      throws PkiException {
    return open(keystore, signingAlias, decryptionAliases, password, Clock.systemUTC());
  }

  /** The keys of one PKCS#12 file, one of which signs; see {@link #of}. */
  public static KeyRing open(
      Path keystore,
      String signingAlias,
      List<String> decryptionAliases,
      char[] password,
      Clock clock)
      throws PkiException {
    OpenedKeys store = OpenedKeys.open(new KeyPlace.File(keystore), password);
    return of(
        List.of(store),
        List.of(SigningTerm.always(signingAlias)),
        decryptionAliases,
        clock.instant());
  }

  /**
   * Finds the keys of a channel.
   *
   * <p>Where several keys have one alias, as in an Entrust export, the use of their certificates
   * tells them apart: the newest valid one signs, and all that may decrypt do. None need be able to
   * sign at the time: with an ended certificate the gateway's messages can still be opened.
   *
   * @param signing by the time from which each signs, the earliest first
   * @param decryption aliases, newest first; their certificates may have expired
   * @param now when the ring is opened
   * @throws PkiException when an alias is missing, or a certificate does not belong to its key or
   *     is not for its use
   */
  public static KeyRing of(
      List<OpenedKeys> stores, List<SigningTerm> signing, List<String> decryption, Instant now)
      throws PkiException {
    KeySearch search = new KeySearch(stores);
    List<SigningKeys> terms = new ArrayList<>();
    for (SigningTerm term : signing) {
      terms.add(new SigningKeys(term, search.place(), search.signers(term)));
    }
    List<Entry> opening = new ArrayList<>();
    for (String alias : decryption) {
      search.entries(alias, Usage.ENCRYPTION).stream()
          .filter(entry -> !opening.contains(entry))
          .forEach(opening::add);
    }
    return new KeyRing(stores, terms, opening, now);
  }

  /**
   * The key that signs at a time: that of the last term that has begun, unless its certificate
   * cannot be used then and an earlier one's still can.
   *
   * @throws PkiException when there is none, with the reason
   */
  public Signer signer(Instant at) throws PkiException {
    return SigningKeys.choose(signing, at);
  }

  /** Why nothing can be signed at a time, and what to do; empty if something can. */
  public Optional<String> idle(Instant at) {
    try {
      signer(at);
      return Optional.empty();
    } catch (PkiException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Every key that signs at some time, in the order of their times. */
  public List<Signer> signers() {
    return signing.stream().flatMap(term -> term.signers().stream()).toList();
  }

  /**
   * The key that signed when the ring was opened.
   *
   * @throws PkiException if none could
   */
  public PrivateKey signingKey() throws PkiException {
    return signer(opened).entry().key();
  }

  /**
   * The certificates of {@link #signingKey()}, the signer's own first.
   *
   * @throws PkiException if none could sign
   */
  public List<X509Certificate> signingChain() throws PkiException {
    return signer(opened).chain();
  }

  /** The keys that decrypt, in the order of the aliases. */
  public List<Entry> decryption() {
    return decryption;
  }

  /** The key stores they came from. */
  public List<OpenedKeys> stores() {
    return stores;
  }
}
