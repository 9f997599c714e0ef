package ca.portage.fuzz;

import ca.portage.cms.DecryptionKey;
import ca.portage.cms.SigningKey;
import ca.portage.pki.KeyRing;
import ca.portage.pki.PkiException;
import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What the targets and the makers of their seeds share: a key, made once for a tree, and a folder
 * of the process.
 */
final class Fuzzing {
  static final String SIGNING = "signing";
  static final String DECRYPTION = "decryption";
  private static final Path ROOT = Path.of("target", "fuzz");
  private static final Path STORE = ROOT.resolve("keys").resolve("party.p12");
  private static final byte[] TEXT =
      "Content-Type: application/edi-edifact\r\n\r\nUNB+UNOA:2+BROKER+CUSTOMS'\r\nUNZ+0+1'\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private Fuzzing() {}

  /** Initialized on demand, so that a target without keys makes none. */
  private static final class Lazy {
    static final KeyRing KEYS = load();
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

    private static Path folder() {
      try {
        return Files.createTempDirectory("portage-fuzz");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void make() throws IOException, PkiException {
    Files.createDirectories(STORE.getParent());
    Path own = Files.createTempDirectory(STORE.getParent(), "new").resolve(STORE.getFileName());
    TestAuthority authority = TestAuthority.create("Fuzz Authority", Clock.systemUTC());
    TestAuthority.writePkcs12(
        own,
        password(),
        Map.of(
            SIGNING,
            authority.issue(Purpose.SIGNING, "CN=Fuzz Signer,O=Portage Test"),
            DECRYPTION,
            authority.issue(Purpose.ENCRYPTION, "CN=Fuzz Recipient,O=Portage Test")));
    // Several processes may begin at once: one store wins, and all of them use it.
    try {
      Files.createLink(STORE, own);
    } catch (FileAlreadyExistsException e) {
      Files.delete(own);
    }
  }

  /** The key that opens. */
  static DecryptionKey decryption() {
    KeyRing.Entry entry = Lazy.KEYS.decryption().get(0);
    return new DecryptionKey(entry.key(), entry.certificate());
  }

  /** The key that signs. */
  static SigningKey signing() {
    return new SigningKey(Lazy.KEYS.signingKey(), List.of(signer()));
  }

  /** Its certificate. */
  static X509Certificate signer() {
    return Lazy.KEYS.signingChain().get(0);
  }

  /** The authority of both. */
  static X509Certificate authority() {
    List<X509Certificate> chain = Lazy.KEYS.signingChain();
    return chain.get(chain.size() - 1);
  }

  /** A folder of this process for whatever a reader has to write. */
  static Path temporary() {
    return Lazy.TEMPORARY;
  }

  static char[] password() {
    return "fuzz".toCharArray();
  }

  /** The key store as bytes. */
  static byte[] store() throws IOException {
    authority();
    return Files.readAllBytes(STORE);
  }

  /** What the party signed. */
  static byte[] signedText() {
    return TEXT.clone();
  }

  /** Writes a file that only its owner may read. */
  static void write(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
