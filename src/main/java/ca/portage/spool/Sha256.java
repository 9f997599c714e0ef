package ca.portage.spool;

import ca.portage.content.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes bytes on their way somewhere, in one pass. */
public final class Sha256 {
  private final MessageDigest digest;
  private long sizeBytes;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256, which every Java must have", e);
    }
  }

  /**
   * Size and SHA-256 of a content, read once as a stream.
   *
   * @throws IOException if it cannot be read
   */
  public static Stored of(Content content) throws IOException {
    Sha256 hash = new Sha256();
    content.copyTo(hash.before(OutputStream.nullOutputStream()));
    return hash.stored();
  }

  void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    sizeBytes += length;
  }

  /** A stream that counts and hashes what it passes on; closing it leaves {@code out} open. */
  OutputStream before(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        update(bytes, offset, length);
      }
    };
  }

  /** What passed so far; ends the hash. */
  Stored stored() {
    return new Stored(sizeBytes, HexFormat.of().formatHex(digest.digest()));
  }
}
