package ca.portage.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Collects bytes into a {@link Content}: in memory while small, then in a scratch file. */
public final class ContentSink extends OutputStream {
  private final Scratch scratch;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream(8192);
  private OutputStream out = memory;
  private Path file;
  private long size;

  ContentSink(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && size + length > Scratch.MEMORY_BYTES) {
      file = scratch.newFile();
      OutputStream disk = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      memory.writeTo(disk);
      memory = null;
      out = disk;
    }
    out.write(bytes, offset, length);
    size += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Closes the sink and gives what it holds.
   *
   * @throws IOException if the last bytes could not be written
   */
  public Content content() throws IOException {
    close();
    return file == null ? new Content.Bytes(memory.toByteArray()) : new FileContent(file, 0, size);
  }
}
