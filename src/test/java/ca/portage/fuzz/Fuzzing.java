package ca.portage.fuzz;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the targets and the makers of their seeds share: a key, made once for a tree, and a folder
 * of the process.
 */
public final class Fuzzing {
  /** The alias of the key that signs. */
  public static final String SIGNING = "signing";

  /** The alias of the key that opens. */
  public static final String DECRYPTION = "decryption";

  /** A folder in memory, if the system has it. */
  static final Path MEMORY = Path.of("/dev/shm");

  private static final Path ROOT = Path.of("target", "fuzz");
  private static final Path KEYS = ROOT.resolve("party");
  private static final Path STORE = KEYS.resolve("party.p12");
  private static final Path LIST = KEYS.resolve("party.crl");
  private static final Path FORGED = KEYS.resolve("forged.crl");
  private static final byte[] TEXT =
      "Content-Type: application/edi-edifact\r\n\r\nUNB+UNOA:2+BROKER+CUSTOMS'\r\nUNZ+0+1'\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private Fuzzing() {}

  /** Initialized on demand, so that a target without keys makes none. */
  private static final class Lazy {
    static final KeyRing KEYS = load();
    static final X509CRL LIST = list();
    static final Path TEMPORARY = folder();

    private static KeyRing load() {
      try {
        if (!Files.exists(STORE)) {
          make();
        }
        return KeyRing.open(STORE, SIGNING, List.of(DECRYPTION), password());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (PkiException e) {
        throw new IllegalStateException(e);
      }
    }

    private static X509CRL list() {
      try (InputStream in = Files.newInputStream(Fuzzing.LIST)) {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** In memory, where there is such a folder: a disk would only slow the inputs down. */
    private static Path folder() {
      try {
        Path given = Path.of(System.getProperty("fuzz.folder", MEMORY.toString()));
        return Files.isWritable(given)
            ? Files.createTempDirectory(given, "portage-fuzz")
            : Files.createTempDirectory("portage-fuzz");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void make() throws IOException, PkiException {
    Files.createDirectories(ROOT);
    Path own = Files.createTempDirectory(ROOT, "new");
    TestAuthority authority = TestAuthority.create("Fuzz Authority", Clock.systemUTC());
    Issued signer = authority.issue(Purpose.SIGNING, "CN=Fuzz Signer,O=Portage Test");
    TestAuthority.writePkcs12(
        own.resolve(STORE.getFileName()),
        password(),
        Map.of(
            SIGNING,
            signer,
            DECRYPTION,
            authority.issue(Purpose.ENCRYPTION, "CN=Fuzz Recipient,O=Portage Test")));
    Instant yesterday = Clock.systemUTC().instant().minus(Duration.ofDays(1));
    TestAuthority namesake = TestAuthority.create("Fuzz Authority", Clock.systemUTC());
    Files.write(
        own.resolve(LIST.getFileName()), authority.revocationList(yesterday, signer.certificate()));
    Files.write(
        own.resolve(FORGED.getFileName()),
        namesake.revocationList(yesterday, signer.certificate()));
    // Several processes may begin at once: one folder wins, and all of them use it.
    try {
      Files.move(own, KEYS, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(STORE)) {
        throw e;
      }
    }
  }

  /** The key that opens. */
  static DecryptionKey decryption() {
    KeyRing.Entry entry = Lazy.KEYS.decryption().get(0);
    return new DecryptionKey(entry.key(), entry.certificate());
  }

  /** The key that signs. */
  static SigningKey signing() {
    return new SigningKey(Lazy.KEYS.signers().get(0).entry().key(), List.of(signer()));
  }

  /** Its certificate. */
  public static X509Certificate signer() {
    return Lazy.KEYS.signers().get(0).entry().certificate();
  }

  /** The authority of both. */
  public static X509Certificate authority() {
    List<X509Certificate> chain = Lazy.KEYS.signers().get(0).chain();
    return chain.get(chain.size() - 1);
  }

  /** A list of the authority that revokes the signer. */
  public static X509CRL revocations() {
    return Lazy.LIST;
  }

  /** The same list, as somebody else signed it who calls himself the authority. */
  static byte[] forgedRevocations() throws IOException {
    authority();
    return Files.readAllBytes(FORGED);
  }

  /** A folder of this process for whatever a reader has to write. */
  public static Path temporary() {
    return Lazy.TEMPORARY;
  }

  /** The password of the key store. */
  public static char[] password() {
    return "fuzz".toCharArray();
  }

  /** What the party signed. */
  static byte[] signedText() {
    return TEXT.clone();
  }
}
