package ca.portage.app;

import ca.portage.config.Cmp;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.cmp.KeyUpdate;
import ca.portage.pki.cmp.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Renews a key of a channel at its CA, into a key store of its own: nothing that is in use is
 * touched, and no end of this process loses a key that the CA knows.
 */
public final class KeyRenewal {
  /** Which of our keys. */
  public enum Use {
    SIGNING,
    DECRYPTION;

    /** Its name in files and aliases. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A key the CA confirmed.
   *
   * @param file its key store; the password is that of the old one
   * @param alias its name in there
   */
  public record Renewed(Path file, String alias, X509Certificate certificate) {}

  private static final int LEAST_BITS = 2048;

  /** A CA may ask to come back; a person waits, so there is an end to it. */
  private static final int PATIENCE = 10;

  private final Cmp cmp;
  private final RenewalFiles files;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Renewals at the CA that {@code cmp} names. */
  public KeyRenewal(Cmp cmp, RenewalFiles files, Clock clock) {
    this.cmp = cmp;
    this.files = files;
    this.clock = clock;
  }

  /**
   * The certificate that is renewed: the one that signs, or the newest that opens.
   *
   * @throws PkiException if none signs: an ended one is recovered at the CA, not renewed
   */
  public static X509Certificate old(KeyRing ring, Use use, Instant now) throws PkiException {
    return use == Use.SIGNING
        ? ring.signer(now).entry().certificate()
        : ring.decryption().get(0).certificate();
  }

  /**
   * Renews one key.
   *
   * @param password of the new key store; not wiped here
   * @throws PkiException with what happened; what is in use is as it was
   * @throws IOException if the confirmed key could not be given its name
   */
  public Renewed renew(KeyRing ring, Use use, char[] password) throws PkiException, IOException {
    X509Certificate old = old(ring, use, clock.instant());
    String alias = use.word() + "-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Path file = files.next(alias);
    Path[] unconfirmed = new Path[1];
    KeyUpdate.Keeping keeping =
        new KeyUpdate.Keeping() {
          @Override
          public void made(KeyPair pair) throws PkiException {
            // The old certificate stands in, as not every reader takes a key without one.
            files.asked(file, new KeyRing.Entry(alias, pair.getPrivate(), old), password);
          }

          @Override
          public void issued(KeyPair pair, List<X509Certificate> chain) throws PkiException {
            KeyRing.Entry entry = new KeyRing.Entry(alias, pair.getPrivate(), chain.get(0));
            unconfirmed[0] = files.issued(file, entry, chain, password);
          }
        };
    List<X509Certificate> chain = update(ring, old).renew(old, keeping);
    return new Renewed(files.accept(unconfirmed[0]), alias, chain.get(0));
  }

  /** Our key that signs the request; whether one whose certificate has ended may, the CA says. */
  private KeyRing.Signer speaker(KeyRing ring) throws PkiException {
    List<KeyRing.Signer> all = ring.signers();
    Instant now = clock.instant();
    return ring.idle(now).isEmpty() ? ring.signer(now) : all.get(all.size() - 1);
  }

  private KeyUpdate update(KeyRing ring, X509Certificate old) throws PkiException {
    KeyRing.Signer speaker = speaker(ring);
    return new KeyUpdate(
        new KeyUpdate.Speaker(speaker.entry().key(), speaker.chain()),
        new KeyUpdate.Authority(
            CmpTransports.of(cmp, patience()),
            cmp.authority().orElse(old.getIssuerX500Principal()),
            Trust.load(cmp.trust())),
        maker(old),
        patience(),
        clock,
        random);
  }

  private Patience patience() {
    return new Patience(
        cmp.timeout().multipliedBy(PATIENCE),
        System::nanoTime,
        time -> Thread.sleep(time.toMillis()));
  }

  /** As long as the old key, and never shorter than anybody takes today. */
  private Supplier<KeyPair> maker(X509Certificate old) {
    int bits =
        old.getPublicKey() instanceof RSAPublicKey rsa
            ? Math.max(LEAST_BITS, rsa.getModulus().bitLength())
            : LEAST_BITS;
    return () -> {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits, random);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java makes no RSA keys", e);
      }
    };
  }
}
