package ca.portage.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 as a stream: blanks and line breaks anywhere, padding optional, anything else refused.
 *
 * <p>Invariant: {@code quads} holds only characters that are neither blank nor decoded yet.
 */
final class Base64Decoding {
  private static final int BUFFER_BYTES = 48 * 1024;

  private final OutputStream out;
  private final byte[] quads = new byte[BUFFER_BYTES];
  private int held;
  private boolean padded;

  private Base64Decoding(OutputStream out) {
    this.out = out;
  }

  static void copy(InputStream in, OutputStream out) throws IOException, MalformedMimeException {
    Base64Decoding decoding = new Base64Decoding(out);
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      decoding.take(buffer, n);
    }
    decoding.flush(decoding.held);
  }

  private void take(byte[] buffer, int length) throws IOException, MalformedMimeException {
    for (int i = 0; i < length; i++) {
      byte b = buffer[i];
      if (b == '\n' || b == '\r' || b == ' ' || b == '\t') {
        continue;
      }
      if (padded && b != '=') {
        throw new MalformedMimeException("base64 goes on after its padding");
      }
      padded = b == '=';
      if (held == quads.length) {
        flush(held - 4);
      }
      quads[held++] = b;
    }
  }

  private void flush(int length) throws IOException, MalformedMimeException {
    try {
      out.write(Base64.getDecoder().decode(Arrays.copyOf(quads, length)));
    } catch (IllegalArgumentException e) {
      throw new MalformedMimeException("what should be base64 is not", e);
    }
    System.arraycopy(quads, length, quads, 0, held - length);
    held -= length;
  }
}
