package ca.portage.app;

import ca.portage.config.Channel;
import ca.portage.config.Cmp;
import ca.portage.config.Home;
import ca.portage.content.Content;
import ca.portage.pki.KeyRing;
import ca.portage.pki.NewKeyStore;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.cmp.KeyUpdate;
import ca.portage.pki.cmp.Patience;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Renews a key of a channel at its CA. The new key is kept in a key store of its own beside the old
 * one, under a name that ends in {@code .asked} until there is a certificate and in {@code
 * .unconfirmed} until the CA has confirmed that: nothing that is in use is touched, and no end of
 * this process loses a key that the CA knows.
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

  /** A new key that has no certificate yet, as far as we know. */
  public static final String ASKED = ".asked";

  /** A new key whose certificate the CA may not know to have arrived. */
  public static final String UNCONFIRMED = ".unconfirmed";

  private static final int LEAST_BITS = 2048;

  private final Home home;
  private final Channel channel;
  private final Cmp cmp;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Renewals of one channel's keys at the CA that {@code cmp} names. */
  public KeyRenewal(Home home, Channel channel, Cmp cmp, Clock clock) {
    this.home = home;
    this.channel = channel;
    this.cmp = cmp;
    this.clock = clock;
  }

  /** The certificate that is renewed: the one that signs, or the newest that opens. */
  public static X509Certificate old(KeyRing ring, Use use) {
    return use == Use.SIGNING ? ring.signingChain().get(0) : ring.decryption().get(0).certificate();
  }

  /**
   * A key store that an earlier renewal left behind, its name ending in one of the two.
   *
   * @throws IOException if the folder of keys cannot be read
   */
  public Optional<Path> unfinished() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> name(file).startsWith(channel.name() + "-"))
          .filter(file -> name(file).endsWith(UNCONFIRMED) || name(file).endsWith(ASKED))
          .findFirst();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /**
   * Takes an unconfirmed key store in, because the CA says that its certificate is in force.
   *
   * @return its name from now on
   */
  public static Path accept(Path unfinished) throws IOException {
    return renamed(unfinished, "");
  }

  /** Puts an unfinished key store aside, because its certificate never came into force. */
  public static Path abandon(Path unfinished) throws IOException {
    return renamed(unfinished, ".abandoned");
  }

  private static Path renamed(Path unfinished, String ending) throws IOException {
    String name = name(unfinished);
    Path to = unfinished.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
    Durable.move(unfinished, to);
    return to;
  }

  /**
   * Renews one key.
   *
   * @param password of the new key store; not wiped here
   * @throws PkiException with what happened; what is in use is as it was
   * @throws IOException if the new key could not be kept; then nothing was asked, or nothing
   *     confirmed
   */
  public Renewed renew(KeyRing ring, Use use, char[] password) throws PkiException, IOException {
    X509Certificate old = old(ring, use);
    String alias = use.word() + "-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Path file = free(channel.name() + "-" + alias);
    Path asked = file.resolveSibling(file.getFileName() + ASKED);
    Path unconfirmed = file.resolveSibling(file.getFileName() + UNCONFIRMED);
    KeyUpdate update =
        new KeyUpdate(
            new KeyUpdate.Speaker(ring.signingKey(), ring.signingChain()),
            new KeyUpdate.Authority(
                CmpTransports.of(cmp, patience()),
                cmp.authority().orElse(old.getIssuerX500Principal()),
                Trust.load(cmp.trust())),
            maker(old),
            patience(),
            clock,
            random);
    List<X509Certificate> chain =
        update.renew(
            old,
            new KeyUpdate.Keeping() {
              @Override
              public void made(KeyPair pair) throws PkiException {
                // The old certificate stands in, as a key without one cannot be kept everywhere.
                KeyRing.Entry entry = new KeyRing.Entry(alias, pair.getPrivate(), old);
                keep(asked, entry, List.of(), password);
              }

              @Override
              public void issued(KeyPair pair, List<X509Certificate> issued) throws PkiException {
                KeyRing.Entry entry = new KeyRing.Entry(alias, pair.getPrivate(), issued.get(0));
                keep(unconfirmed, entry, issued, password);
                delete(asked);
              }
            });
    Durable.move(unconfirmed, file);
    return new Renewed(file, alias, chain.get(0));
  }

  private Patience patience() {
    return new Patience(
        cmp.timeout().multipliedBy(10), System::nanoTime, time -> Thread.sleep(time.toMillis()));
  }

  private Path free(String stem) {
    Path file = folder().resolve(stem + ".p12");
    for (int number = 2; Files.exists(file); number++) {
      file = folder().resolve(stem + "-" + number + ".p12");
    }
    return file;
  }

  private Path folder() {
    return home.config().resolve("keys");
  }

  private void keep(Path file, KeyRing.Entry entry, List<X509Certificate> others, char[] password)
      throws PkiException {
    try {
      byte[] bytes = NewKeyStore.encode(List.of(entry), others, password);
      Durable.writeOver(file, Content.of(bytes));
    } catch (IOException e) {
      throw new PkiException(
          home.show(file) + " could not be written: " + e.getMessage() + "; nothing was confirmed",
          e);
    }
  }

  private void delete(Path asked) throws PkiException {
    try {
      Durable.delete(asked);
    } catch (IOException e) {
      throw new PkiException(home.show(asked) + " could not be deleted: " + e.getMessage(), e);
    }
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
