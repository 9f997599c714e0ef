package ca.portage.cms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes the first bytes that are written, and then ends the writing. */
final class Peek extends OutputStream {
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final int limitBytes;

  Peek(int limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** No more is wanted. */
  static final class EnoughException extends IOException {
    private static final long serialVersionUID = 1L;

    EnoughException() {
      super("enough was seen");
    }
  }

  byte[] taken() {
    return taken.toByteArray();
  }

  @Override
  public void write(int octet) throws EnoughException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws EnoughException {
    taken.write(bytes, offset, Math.min(length, limitBytes - taken.size()));
    if (taken.size() == limitBytes) {
      throw new EnoughException();
    }
  }
}
