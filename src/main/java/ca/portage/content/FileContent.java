package ca.portage.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A range of a file. */
record FileContent(Path file, long offset, long size) implements Content {

  @Override
  public InputStream open() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      channel.position(offset);
      return new BoundedInputStream(Channels.newInputStream(channel), size);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Content slice(long from, long length) {
    if (from < 0 || length < 0 || from > size - length) {
      throw new IndexOutOfBoundsException(
          "bytes " + from + " + " + length + " are not inside " + size);
    }
    return new FileContent(file, offset + from, length);
  }
}
