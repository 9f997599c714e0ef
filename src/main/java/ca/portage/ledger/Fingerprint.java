package ca.portage.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/** The first eight bytes of a SHA-256, over an id or over a row with its columns in order. */
final class Fingerprint {
  private Fingerprint() {}

  static long of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256, which every Java must have", e);
    }
  }

  static long of(Map<String, Object> row) {
    Map<String, String> columns = new TreeMap<>();
    row.forEach((name, value) -> columns.put(name, value.toString()));
    return of(columns.toString());
  }

  static long of(JsonNode row) {
    Map<String, String> columns = new TreeMap<>();
    row.properties().forEach(column -> columns.put(column.getKey(), column.getValue().asText()));
    return of(columns.toString());
  }
}
