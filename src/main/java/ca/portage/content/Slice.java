package ca.portage.content;

import java.io.IOException;
import java.io.InputStream;

/** A range of any other content. */
record Slice(Content whole, long offset, long size) implements Content {

  @Override
  public InputStream open() throws IOException {
    InputStream in = whole.open();
    try {
      in.skipNBytes(offset);
      return new BoundedInputStream(in, size);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public Content slice(long from, long length) {
    if (from < 0 || length < 0 || from > size - length) {
      throw new IndexOutOfBoundsException(
          "bytes " + from + " + " + length + " are not inside " + size);
    }
    return new Slice(whole, offset + from, length);
  }
}
