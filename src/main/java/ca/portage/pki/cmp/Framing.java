package ca.portage.pki.cmp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** How messages are told apart on a bare TCP connection. */
public enum Framing {
  /** RFC 2510 §5.2, which Entrust listens to on port 829: length, type, value. */
  RFC2510,
  /** draft-ietf-pkix-cmp-transport-protocols: length, version 10, flags, type, value. */
  DRAFT;

  static final int REQUEST = 0;
  static final int POLL_ANSWER = 1;
  static final int POLL_REQUEST = 2;
  static final int NO_ANSWER = 3;
  static final int ANSWER = 5;
  static final int ERROR = 6;

  private static final int DRAFT_VERSION = 10;

  /** The lowest flag asks the CA to close the connection after its answer. */
  private static final int CLOSE = 1;

  /**
   * One frame.
   *
   * @param type says what the value is
   */
  record Frame(int type, byte[] value) {}

  /** The length counts everything behind itself. */
  void write(DataOutputStream out, Frame frame) throws IOException {
    if (this == DRAFT) {
      out.writeInt(frame.value().length + 3);
      out.writeByte(DRAFT_VERSION);
      out.writeByte(CLOSE);
    } else {
      out.writeInt(frame.value().length + 1);
    }
    out.writeByte(frame.type());
    out.write(frame.value());
    out.flush();
  }

  /** Reads a frame in either form: one of version 10 begins with that, an older one with a type. */
  static Frame read(DataInputStream in, int limit) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > limit) {
      throw new IOException("a frame says that it is " + (length & 0xffffffffL) + " bytes long");
    }
    int type = in.readUnsignedByte();
    int rest = length - 1;
    if (type >= DRAFT_VERSION) {
      if (rest < 2) {
        throw new IOException("a frame of version " + type + " is cut short");
      }
      in.readUnsignedByte();
      type = in.readUnsignedByte();
      rest -= 2;
    }
    byte[] value = in.readNBytes(rest);
    if (value.length < rest) {
      throw new IOException("the connection ended inside a frame");
    }
    return new Frame(type, value);
  }
}
