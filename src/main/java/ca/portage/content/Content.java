package ca.portage.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable run of bytes of known length that can be read any number of times.
 *
 * <p>Slices and joins are views: they copy nothing, so the exact bytes that were signed stay the
 * exact bytes that are sent, hashed and delivered. A content made from a file reads that file
 * whenever it is opened; whoever owns the file keeps it unchanged.
 */
public interface Content {

  /** The length in bytes. */
  long size();

  /**
   * Opens a new stream over all the bytes; the caller closes it.
   *
   * @throws IOException if the file behind it cannot be read
   */
  InputStream open() throws IOException;

  /**
   * A view of {@code length} bytes from {@code offset}.
   *
   * @throws IndexOutOfBoundsException if the range is not inside this content
   */
  default Content slice(long offset, long length) {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw new IndexOutOfBoundsException(
          "bytes " + offset + " + " + length + " are not inside " + size());
    }
    return offset == 0 && length == size() ? this : new Slice(this, offset, length);
  }

  /** A view from {@code offset} to the end. */
  default Content from(long offset) {
    return slice(offset, size() - offset);
  }

  /**
   * All the bytes in memory, for contents that are small by their nature (headers, signatures).
   *
   * @throws IOException if there are more than {@code limitBytes}, or they cannot be read
   */
  default byte[] toBytes(int limitBytes) throws IOException {
    if (size() > limitBytes) {
      throw new IOException(size() + " bytes where at most " + limitBytes + " are allowed");
    }
    try (InputStream in = open()) {
      return in.readNBytes((int) size());
    }
  }

  /** Writes all the bytes to {@code out}, which stays open. */
  default void copyTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  /** A content over a copy of the given bytes. */
  static Content of(byte[] bytes) {
    return new Bytes(Arrays.copyOf(bytes, bytes.length));
  }

  /**
   * A content over a file as long as it is now.
   *
   * @throws IOException if the file's length cannot be read
   */
  static Content of(Path file) throws IOException {
    return new FileContent(file, 0, Files.size(file));
  }

  /** The given contents one after the other, as a view. */
  static Content join(Content... parts) {
    return new Joined(List.of(parts));
  }

  /** Bytes in memory. */
  final class Bytes implements Content {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public String toString() {
      return "content of " + bytes.length + " bytes";
    }
  }
}
