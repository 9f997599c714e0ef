package ca.portage.pki;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Reads a file of private keys, and refuses one that anybody but its owner could read or change.
 */
final class PrivateFile {
  private static final int MAX_BYTES = 8 << 20;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private PrivateFile() {}

  static byte[] read(Path path) throws PkiException {
    try {
      requirePrivate(path);
      if (Files.size(path) > MAX_BYTES) {
        throw new PkiException(path + " is larger than 8 MiB, too large for a key store");
      }
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new PkiException(path + " does not exist; it should be the PKCS#12 key store", e);
    } catch (AccessDeniedException e) {
      throw new PkiException(path + " may not be read by the user Portage runs as", e);
    } catch (IOException e) {
      throw new PkiException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void requirePrivate(Path path) throws IOException, PkiException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw new PkiException(
          "%s holds private keys but is open to others on this machine (%s); it was not used:"
                  .formatted(path, PosixFilePermissions.toString(permissions))
              + " chmod 600 "
              + path);
    }
  }
}
