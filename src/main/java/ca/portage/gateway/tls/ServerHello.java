package ca.portage.gateway.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the key exchange group in what a server said in clear: in the key share of its hello (RFC
 * 8446 §4.2.8), under TLS 1.2 in its key exchange (RFC 8422 §5.4). JSSE keeps it to itself.
 */
final class ServerHello {
  private static final int HANDSHAKE = 22;
  private static final int HELLO = 2;
  private static final int KEY_EXCHANGE = 12;
  private static final int KEY_SHARE = 51;
  private static final int NAMED_CURVE = 3;
  private static final int RANDOM_BYTES = 32;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(0x0017, "secp256r1"),
          Map.entry(0x0018, "secp384r1"),
          Map.entry(0x0019, "secp521r1"),
          Map.entry(0x001d, "x25519"),
          Map.entry(0x001e, "x448"),
          Map.entry(0x0100, "ffdhe2048"),
          Map.entry(0x0101, "ffdhe3072"),
          Map.entry(0x0102, "ffdhe4096"),
          Map.entry(0x11eb, "SecP256r1MLKEM768"),
          Map.entry(0x11ec, "X25519MLKEM768"),
          Map.entry(0x11ed, "SecP384r1MLKEM1024"));

  private ServerHello() {}

  /** The name of the group, or its number in hexadecimal; empty if none was agreed on in clear. */
  static Optional<String> group(byte[] heard) {
    Optional<Integer> found = Optional.empty();
    ByteBuffer messages = ByteBuffer.wrap(handshake(ByteBuffer.wrap(heard)));
    try {
      while (messages.remaining() >= 4) {
        int type = messages.get();
        int length = (messages.get() & 0xff) << 16 | messages.getShort() & 0xffff;
        ByteBuffer body = slice(messages, length);
        // A hello that only asks to try again comes first; the last word counts.
        Optional<Integer> told = group(type, body);
        found = told.isPresent() ? told : found;
      }
    } catch (BufferUnderflowException e) {
      // What was heard ends in the middle of a message; what is known by then is the answer.
      return found.map(ServerHello::name);
    }
    return found.map(ServerHello::name);
  }

  private static String name(int group) {
    return NAMES.getOrDefault(group, "0x%04x".formatted(group));
  }

  /** The bytes of the records in clear, one after the other; a proxy's answer before is skipped. */
  private static byte[] handshake(ByteBuffer records) {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    if (records.hasRemaining() && records.get(0) == 'H') {
      String text = StandardCharsets.ISO_8859_1.decode(records.duplicate()).toString();
      records.position(Math.min(records.limit(), Math.max(0, text.indexOf("\r\n\r\n") + 4)));
    }
    while (records.remaining() > 5 && records.get(records.position()) == HANDSHAKE) {
      int length = records.getShort(records.position() + 3) & 0xffff;
      records.position(records.position() + 5);
      byte[] body = new byte[Math.min(length, records.remaining())];
      records.get(body);
      messages.writeBytes(body);
    }
    return messages.toByteArray();
  }

  private static Optional<Integer> group(int type, ByteBuffer body) {
    if (type == KEY_EXCHANGE && body.get() == NAMED_CURVE) {
      return Optional.of(body.getShort() & 0xffff);
    }
    return type == HELLO ? keyShare(body) : Optional.empty();
  }

  private static Optional<Integer> keyShare(ByteBuffer hello) {
    slice(hello, 2 + RANDOM_BYTES);
    slice(hello, hello.get() & 0xff);
    slice(hello, 3);
    if (hello.remaining() < 2) {
      return Optional.empty();
    }
    ByteBuffer extensions = slice(hello, hello.getShort() & 0xffff);
    while (extensions.remaining() >= 4) {
      int type = extensions.getShort() & 0xffff;
      ByteBuffer value = slice(extensions, extensions.getShort() & 0xffff);
      if (type == KEY_SHARE) {
        return Optional.of(value.getShort() & 0xffff);
      }
    }
    return Optional.empty();
  }

  private static ByteBuffer slice(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = from.slice(from.position(), length);
    from.position(from.position() + length);
    return part;
  }
}
