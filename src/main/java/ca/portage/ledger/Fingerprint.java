package ca.portage.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first eight bytes of a SHA-256, over an id, a key, or a row with its columns in order. Each
 * text goes in with its length before it, so that no two rows make the same bytes.
 */
final class Fingerprint {
  private final MessageDigest sha256;

  private Fingerprint() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256, which every Java must have", e);
    }
  }

  static long of(String text) {
    return of(List.of(text));
  }

  /** Of texts in their order, such as the columns of a key. */
  static long of(Collection<String> texts) {
    Fingerprint print = new Fingerprint();
    texts.forEach(print::add);
    return print.end();
  }

  static long of(Map<String, ?> row) {
    Fingerprint print = new Fingerprint();
    new TreeMap<>(row)
        .forEach((name, value) -> print.add(name, value instanceof Number, value.toString()));
    return print.end();
  }

  static long of(JsonNode row) {
    TreeMap<String, JsonNode> columns = new TreeMap<>();
    row.properties().forEach(column -> columns.put(column.getKey(), column.getValue()));
    Fingerprint print = new Fingerprint();
    columns.forEach((name, value) -> print.add(name, value.isNumber(), value.asText()));
    return print.end();
  }

  private void add(String name, boolean number, String value) {
    add(name);
    sha256.update((byte) (number ? 1 : 0));
    add(value);
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha256.update(bytes);
  }

  private long end() {
    return ByteBuffer.wrap(sha256.digest()).getLong();
  }
}
