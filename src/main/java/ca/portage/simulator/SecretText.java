package ca.portage.simulator;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** Folders and password files that only their owner may read. */
final class SecretText {
  private static final String ALPHABET = "abcdefghijkmnopqrstuvwxyz23456789";
  private static final int LENGTH = 32;

  private SecretText() {}

  /** A new password of 160 bits, written to a new file of mode 0600. */
  static char[] newPassword(Path file) throws IOException {
    SecureRandom random = new SecureRandom();
    char[] password = new char[LENGTH];
    byte[] line = new byte[LENGTH + 1];
    for (int i = 0; i < LENGTH; i++) {
      password[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      line[i] = (byte) password[i];
    }
    line[LENGTH] = '\n';
    Files.createFile(file, owner("rw-------"));
    Files.write(file, line);
    return password;
  }

  /** Writes a file, mode 0600 whatever the umask. */
  static void write(Path file, byte[] bytes) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file, owner("rw-------"));
    }
    Files.write(file, bytes);
  }

  /** A folder of mode 0700, with what is missing above it. */
  static Path folder(Path folder) throws IOException {
    return Files.createDirectories(folder, owner("rwx------"));
  }

  private static FileAttribute<?>[] owner(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
