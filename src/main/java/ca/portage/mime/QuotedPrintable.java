package ca.portage.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Quoted-printable as a stream (RFC 2045 §6.7). */
final class QuotedPrintable {
  private QuotedPrintable() {}

  static void copy(InputStream raw, OutputStream out) throws IOException, MalformedMimeException {
    InputStream in = new BufferedInputStream(raw);
    byte[] one = new byte[8192];
    int held = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      int decoded = b == '=' ? escaped(in) : b;
      if (decoded >= 0) {
        one[held++] = (byte) decoded;
      }
      if (held == one.length) {
        out.write(one, 0, held);
        held = 0;
      }
    }
    out.write(one, 0, held);
  }

  /** The octet after an equals sign, or -1 for a soft line break. */
  private static int escaped(InputStream in) throws IOException, MalformedMimeException {
    int first = in.read();
    while (first == ' ' || first == '\t') {
      first = in.read();
    }
    if (first < 0 || first == '\n' || first == '\r' && in.read() == '\n') {
      return -1;
    }
    int high = Character.digit(first, 16);
    int low = Character.digit(in.read(), 16);
    if (high < 0 || low < 0) {
      throw new MalformedMimeException("what should be quoted-printable is not");
    }
    return high << 4 | low;
  }
}
