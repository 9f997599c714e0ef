package ca.portage.cms;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes a zlib stream (RFC 1950) in and writes what it holds to a sink, up to a limit. */
final class Inflating extends OutputStream {
  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[1 << 13];
  private final OutputStream sink;
  private final long limitBytes;
  private long given;

  /** More comes out than may. */
  static final class OverLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    OverLimitException(long limitBytes) {
      super("more than " + limitBytes + " bytes");
    }
  }

  Inflating(OutputStream sink, long limitBytes) {
    this.sink = sink;
    this.limitBytes = limitBytes;
  }

  @Override
  public void write(byte[] input, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    if (inflater.finished()) {
      throw new MalformedBerException("bytes follow the compressed content");
    }
    inflater.setInput(input, offset, length);
    try {
      inflate();
    } catch (DataFormatException e) {
      throw new MalformedBerException("the compressed content is damaged", e);
    }
    if (inflater.getRemaining() > 0) {
      throw new MalformedBerException("bytes follow the compressed content");
    }
  }

  private void inflate() throws DataFormatException, IOException {
    while (!inflater.finished() && !inflater.needsInput()) {
      int n = inflater.inflate(buffer);
      if (n == 0 && inflater.needsDictionary()) {
        throw new MalformedBerException("the compressed content needs a dictionary");
      }
      given += n;
      if (given > limitBytes) {
        throw new OverLimitException(limitBytes);
      }
      sink.write(buffer, 0, n);
    }
  }

  /** Requires that the stream has ended, its checksum being right. */
  void finish() throws MalformedBerException {
    if (!inflater.finished()) {
      throw new MalformedBerException("the compressed content ends too early");
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
