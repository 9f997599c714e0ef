package ca.portage.pki;

import ca.portage.pki.TestAuthority.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;

/** Writes key stores and certificate files, and never over one that exists. */
final class KeyFiles {
  private static final int ITERATIONS = 10_000;
  private static final int SALT_BYTES = 16;
  private static final int BLOCK_BYTES = 16;

  private KeyFiles() {}

  static void writePem(Path file, X509Certificate... certificates) throws PkiException {
    Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    StringBuilder pem = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(base64.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (GeneralSecurityException e) {
      throw new PkiException(file + " was not written: a certificate cannot be encoded", e);
    }
    write(file, pem.toString().getBytes(StandardCharsets.US_ASCII), "rw-r--r--");
  }

  static void writePkcs12(Path file, char[] password, Map<String, Issued> entries)
      throws PkiException {
    for (char c : password) {
      if (c < ' ' || c > '~') {
        throw new PkiException(file + " was not written: its password must be plain ASCII");
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Map.Entry<String, Issued> entry : entries.entrySet()) {
        Certificate[] chain = entry.getValue().chain().toArray(new Certificate[0]);
        store.setEntry(
            entry.getKey(),
            new KeyStore.PrivateKeyEntry(entry.getValue().key(), chain),
            protection(password));
      }
      store.store(bytes, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new PkiException(file + " was not written: the keys cannot be encrypted", e);
    }
    write(file, bytes.toByteArray(), "rw-------");
  }

  /** PBES2 with AES-256 and HMAC-SHA-256, said outright so that no Java setting weakens it. */
  private static KeyStore.PasswordProtection protection(char[] password) {
    SecureRandom random = new SecureRandom();
    byte[] salt = new byte[SALT_BYTES];
    byte[] start = new byte[BLOCK_BYTES];
    random.nextBytes(salt);
    random.nextBytes(start);
    return new KeyStore.PasswordProtection(
        password,
        "PBEWithHmacSHA256AndAES_256",
        new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(start)));
  }

  private static void write(Path file, byte[] bytes, String mode) throws PkiException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
            }
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, attributes)) {
      for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new PkiException(file + " exists already and was left as it is", e);
    } catch (IOException e) {
      throw new PkiException(file + " could not be written: " + e.getMessage(), e);
    }
  }
}
