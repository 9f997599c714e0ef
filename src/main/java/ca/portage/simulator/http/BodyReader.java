package ca.portage.simulator.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes a body of known length to a file and hashes it on the way. */
final class BodyReader {
  private final Path folder;

  BodyReader(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads {@code sizeBytes} bytes.
   *
   * @throws IOException if the connection ends before, or the file cannot be written
   */
  Request read(RequestHead head, InputStream in, long sizeBytes) throws IOException {
    Path file = Files.createTempFile(folder, "body-", ".tmp");
    try {
      return new Request(head, file, sizeBytes, copy(in, file, sizeBytes));
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static String copy(InputStream in, Path file, long sizeBytes) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long left = sizeBytes;
    try (OutputStream out = Files.newOutputStream(file)) {
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new EOFException("the connection ended " + left + " bytes before the body did");
        }
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
        left -= n;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
