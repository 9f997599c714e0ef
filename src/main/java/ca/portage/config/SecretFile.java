package ca.portage.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Reads a password from a file and leaves no copy of it in memory but the one returned. */
final class SecretFile {
  private static final int MAX_BYTES = 4096;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretFile() {}

  static char[] readOwnerOnly(Path file) throws ConfigException {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view != null) {
        requireOwnerOnly(file, view.readAttributes().permissions());
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return read(file);
  }

  private static void requireOwnerOnly(Path file, Set<PosixFilePermission> permissions)
      throws ConfigException {
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new ConfigException(
          file,
          "holds a password but has the permissions "
              + PosixFilePermissions.toString(permissions)
              + "; it was not read. Make it yours alone: chmod 600 "
              + file);
    }
  }

  static char[] read(Path file) throws ConfigException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES + 1);
    CharBuffer chars = CharBuffer.allocate(MAX_BYTES + 1);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // reads on until the end or until the file is known to be too long
      }
      bytes.flip();
      decode(bytes, chars);
      return password(file, chars.array(), chars.flip().limit());
    } catch (CharacterCodingException e) {
      throw new ConfigException(file, "should hold a password but is not UTF-8 text");
    } catch (IOException e) {
      throw unreadable(file, e);
    } finally {
      Arrays.fill(bytes.array(), (byte) 0);
      Arrays.fill(chars.array(), '\0');
    }
  }

  private static void decode(ByteBuffer bytes, CharBuffer chars) throws CharacterCodingException {
    var result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
    if (result.isError()) {
      result.throwException();
    }
  }

  private static char[] password(Path file, char[] chars, int length) throws ConfigException {
    int end = length;
    if (end > 0 && chars[end - 1] == '\n') {
      end--;
    }
    if (end > 0 && chars[end - 1] == '\r') {
      end--;
    }
    if (end == 0) {
      throw new ConfigException(file, "should hold a password but is empty");
    }
    if (length > MAX_BYTES) {
      throw new ConfigException(file, "is too long for a password: at most 4096 bytes");
    }
    return Arrays.copyOf(chars, end);
  }

  private static ConfigException unreadable(Path file, IOException cause) {
    String why = Files.exists(file) ? "cannot be read" : "does not exist";
    ConfigException refused =
        new ConfigException(file, "should hold a password but " + why + "; nothing was started");
    refused.initCause(cause);
    return refused;
  }
}
