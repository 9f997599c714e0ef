package ca.portage.ledger.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of the journal, whole and with the checksum it was written with.
 *
 * <p>A JSON object {@code {"seq":…,"at":…, what, "crc":"…"}} where what is one of {@code table}
 * with {@code row} or {@code gone}, {@code commit}, {@code void}, {@code closed}, {@code head}.
 * {@code crc} is the last field: the CRC32C, eight hexadecimal digits, of every byte of the line
 * before it. A reader passes over fields it does not know.
 */
public final class Line {
  static final String CRC_FIELD = ",\"crc\":\"";

  /** The CRC field with its value and the brace that ends the line. */
  static final int CRC_BYTES = CRC_FIELD.length() + 8 + 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode json;

  private Line(JsonNode json) {
    this.json = json;
  }

  /** Reads a line without its line feed; empty if it is not as it was written. */
  static Optional<Line> read(byte[] bytes, int length) {
    int covered = length - CRC_BYTES;
    if (covered < 1
        || !new String(bytes, covered, CRC_BYTES, StandardCharsets.ISO_8859_1)
            .equals(crcField(bytes, 0, covered))) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(bytes, 0, length);
      return json.path("seq").canConvertToLong() ? Optional.of(new Line(json)) : Optional.empty();
    } catch (IOException e) {
      // Bytes with a right checksum that are no JSON were never a line of ours.
      return Optional.empty();
    }
  }

  static String crcField(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return CRC_FIELD + "%08x\"}".formatted(crc.getValue());
  }

  /** Its number, one more than that of the line before. */
  public long sequence() {
    return json.path("seq").asLong();
  }

  /** When it was written, by the ledger's clock. */
  Instant at() {
    return Instant.parse(json.path("at").asText());
  }

  /** The table of a row's line. */
  public Optional<String> table() {
    return json.has("table") ? Optional.of(json.path("table").asText()) : Optional.empty();
  }

  /** A row's columns as they were committed; empty columns are left out. */
  public Optional<JsonNode> row() {
    return Optional.ofNullable(json.get("row"));
  }

  /** The key of a row that was taken away. */
  public Optional<JsonNode> gone() {
    return Optional.ofNullable(json.get("gone"));
  }

  /** How many lines this line commits, if it ends a group. */
  Optional<Long> committed() {
    JsonNode commit = json.get("commit");
    return commit == null ? Optional.empty() : Optional.of(commit.path("lines").asLong());
  }

  /** True for the end of a group that repeats every row of the ledger. */
  boolean snapshot() {
    return json.path("commit").path("snapshot").asBoolean();
  }

  /** What the ledger held when this line was written; only the ends of groups and marks say so. */
  Optional<Long> after() {
    for (String kind : new String[] {"commit", "void", "closed"}) {
      JsonNode after = json.path(kind).path("after");
      if (after.isNumber()) {
        return Optional.of(after.asLong());
      }
    }
    return Optional.empty();
  }

  /** The last line this line declares void, if it is such a mark. */
  Optional<Long> voidTo() {
    JsonNode to = json.path("void").path("to");
    return to.isNumber() ? Optional.of(to.asLong()) : Optional.empty();
  }
}
