package ca.portage.cms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Walks the outer structure of a message of any size in BER or DER, definite or indefinite (X.690
 * §8.1), holding no more of it than the caller allows.
 *
 * <p>A length is believed only as far as the element around it reaches, and memory grows with bytes
 * that really came, never with bytes that were promised (reliability.md E14). Small elements are
 * handed out whole for BouncyCastle to parse.
 */
final class BerReader {
  private static final int MAX_DEPTH = 16;
  private static final long INDEFINITE = -1;
  private static final int CONSTRUCTED = 0x20;
  private static final int HIGH_NUMBER = 0x1f;

  /** An open element: where it ends, or the end of what surrounds it when it does not say. */
  private record Frame(long limit, boolean indefinite) {}

  private final InputStream in;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final byte[] buffer = new byte[CipherPump.BUFFER_BYTES];
  private long position;
  private int peeked = -1;

  /** Reads from a stream that is buffered and stays the caller's to close. */
  BerReader(InputStream in) {
    this.in = in;
    frames.push(new Frame(Long.MAX_VALUE, true));
  }

  /** Enters a constructed element with this identifier octet. */
  void enter(int tag) throws IOException {
    if (next() != tag) {
      throw malformed("an element is not the expected one");
    }
    push(length());
  }

  /** Leaves the element entered last, which must hold nothing more. */
  void leave() throws IOException {
    if (hasNext()) {
      throw malformed("an element holds more than it may");
    }
    Frame frame = frames.pop();
    if (frame.indefinite() && (next() != 0 || next() != 0)) {
      throw malformed("an element of indefinite length does not end");
    }
  }

  /** Whether the open element holds another one. */
  boolean hasNext() throws IOException {
    Frame frame = frames.peek();
    return frame.indefinite() ? peek() > 0 : position() < frame.limit();
  }

  /** Whether the next element in the open one has this identifier octet. */
  boolean nextIs(int tag) throws IOException {
    return hasNext() && peek() == tag;
  }

  /** The next element whole, identifier and length included. */
  byte[] element(int maxBytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    copyElement(new Bounded(out, maxBytes), 0);
    return out.toByteArray();
  }

  /** Passes over the next element and holds nothing of it. */
  void skip(int maxBytes) throws IOException {
    copyElement(new Bounded(OutputStream.nullOutputStream(), maxBytes), 0);
  }

  /** The bytes of an octet string that may come in pieces (X.690 §8.7). */
  void octets(int tag, OutputStream out) throws IOException {
    octets(tag, out, 0);
  }

  /** Requires that nothing follows the message. */
  void end() throws IOException {
    if (peeked >= 0 || in.read() >= 0) {
      throw malformed("bytes follow the end of the message");
    }
  }

  private void octets(int tag, OutputStream out, int depth) throws IOException {
    int found = next();
    long length = length();
    if (found == tag) {
      copy(definite(length), out);
    } else if (found == (tag | CONSTRUCTED) && depth < MAX_DEPTH) {
      push(length);
      while (hasNext()) {
        octets(DerPrefix.OCTETS, out, depth + 1);
      }
      leave();
    } else {
      throw malformed("an octet string is not one");
    }
  }

  private void copyElement(Bounded out, int depth) throws IOException {
    int tag = next();
    long length = length();
    if ((tag & HIGH_NUMBER) == HIGH_NUMBER) {
      throw malformed("an element has an identifier that no message has");
    }
    if (length == INDEFINITE) {
      if ((tag & CONSTRUCTED) == 0 || depth >= MAX_DEPTH) {
        throw malformed("an element of indefinite length may not stand here");
      }
      out.write(tag);
      out.write(0x80);
      push(length);
      while (hasNext()) {
        copyElement(out, depth + 1);
      }
      leave();
      out.write(new byte[2]);
    } else {
      out.write(DerPrefix.header(tag, length));
      out.require(length);
      copy(definite(length), out);
    }
  }

  /**
   * Passes on so many bytes and no more; a length that promises more is refused before it comes.
   */
  private static final class Bounded extends OutputStream {
    private final OutputStream out;
    private long left;

    Bounded(OutputStream out, long left) {
      this.out = out;
      this.left = left;
    }

    void require(long bytes) throws MalformedBerException {
      if (bytes > left) {
        throw malformed("an element is larger than allowed");
      }
    }

    @Override
    public void write(int octet) throws IOException {
      require(1);
      left--;
      out.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      require(length);
      left -= length;
      out.write(bytes, offset, length);
    }
  }

  private void push(long length) throws IOException {
    boolean indefinite = length == INDEFINITE;
    long limit = indefinite ? frames.peek().limit() : position + definite(length);
    frames.push(new Frame(limit, indefinite));
  }

  private long definite(long length) throws IOException {
    if (length < 0 || length > frames.peek().limit() - position) {
      throw malformed("a length reaches beyond its surroundings");
    }
    return length;
  }

  private void copy(long length, OutputStream out) throws IOException {
    long left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw malformed("the message ends too early");
      }
      out.write(buffer, 0, n);
      left -= n;
      position += n;
    }
  }

  private long length() throws IOException {
    int first = next();
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count == 0) {
      return INDEFINITE;
    }
    if (count > 8) {
      throw malformed("a length is too long");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | next();
    }
    if (length < 0) {
      throw malformed("a length is too long");
    }
    return length;
  }

  private long position() {
    return peeked >= 0 ? position - 1 : position;
  }

  private int peek() throws IOException {
    if (peeked < 0) {
      peeked = next();
    }
    return peeked;
  }

  private int next() throws IOException {
    if (peeked >= 0) {
      int octet = peeked;
      peeked = -1;
      return octet;
    }
    int octet = position < frames.peek().limit() ? in.read() : -1;
    if (octet < 0) {
      throw malformed("the message ends too early");
    }
    position++;
    return octet;
  }

  private static MalformedBerException malformed(String what) {
    return new MalformedBerException(what);
  }
}
