package ca.portage.cms.component;

import ca.portage.cms.TestParties;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * The key files of a broker and a gateway, as an admin has them: {@code broker.p12} with the
 * aliases signing and encryption, its password file, {@code broker.pem}, {@code gateway.pem} and a
 * trust folder.
 */
final class KeyFolder {
  private static final String PASSWORD = "test only";

  private KeyFolder() {}

  static void write(Path folder) throws IOException, GeneralSecurityException {
    store(folder.resolve("broker.p12"), TestParties.broker());
    store(folder.resolve("gateway.p12"), TestParties.gateway());
    Path secret = folder.resolve("secret");
    Files.writeString(secret, PASSWORD + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    pem(folder.resolve("broker.pem"), TestParties.broker().certificate());
    pem(folder.resolve("gateway.pem"), TestParties.gateway().certificate());
    Files.createDirectory(folder.resolve("trust"));
    pem(folder.resolve("trust/authority.pem"), TestParties.broker().certificate());
  }

  private static void store(Path file, ca.portage.cms.DecryptionKey key)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = {key.certificate()};
    store.setKeyEntry("signing", key.key(), PASSWORD.toCharArray(), chain);
    store.setKeyEntry("encryption", key.key(), PASSWORD.toCharArray(), chain);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static void pem(Path file, Certificate certificate)
      throws IOException, GeneralSecurityException {
    String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }
}
