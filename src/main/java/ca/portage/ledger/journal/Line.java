package ca.portage.ledger.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of the journal, whole and with the checksum it was written with.
 *
 * <p>A JSON object {@code {"seq":…,"at":…, what, "prev":"…","crc":"…"}} where what is one of {@code
 * table} with {@code row} or {@code gone}, {@code commit}, {@code void}, {@code closed}, {@code
 * head}. {@code prev} is the {@linkplain Links link} of the line before; lines written before
 * Portage chained them have none. {@code crc} is the last field: the CRC32C, eight hexadecimal
 * digits, of every byte of the line before it. A reader passes over fields it does not know.
 *
 * <p>An export has {@code left_out} with the digest in the place of what a line says of others.
 */
public final class Line {
  static final String CRC_FIELD = ",\"crc\":\"";

  /** The CRC field with its value and the brace that ends the line. */
  static final int CRC_BYTES = CRC_FIELD.length() + 8 + 2;

  private static final String LEFT_OUT = "left_out";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode json;
  private final String digest;

  private Line(JsonNode json, String digest) {
    this.json = json;
    this.digest = digest;
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
      if (!json.path("seq").canConvertToLong()) {
        return Optional.empty();
      }
      int said = json.has("prev") ? covered - Links.FIELD_BYTES : covered;
      if (said < 1 || said < covered && !ofLink(bytes, said, json)) {
        return Optional.empty();
      }
      if (!json.has(LEFT_OUT)) {
        return Optional.of(new Line(json, new Links().digest(bytes, 0, said)));
      }
      // It links by another line's digest, so that nothing binds what else it might say.
      Line without = new Line(json, json.path(LEFT_OUT).asText());
      return isDigest(without.digest)
              && Arrays.equals(
                  without.withoutWords(), 0, without.withoutWords().length, bytes, 0, length)
          ? Optional.of(without)
          : Optional.empty();
    } catch (IOException e) {
      // Bytes with a right checksum that are no JSON were never a line of ours.
      return Optional.empty();
    }
  }

  /** What is not under a line's own digest is the link of the one before, and nothing else. */
  private static boolean ofLink(byte[] bytes, int said, JsonNode json) {
    String link = json.path("prev").asText();
    return isDigest(link)
        && new String(bytes, said, Links.FIELD_BYTES, StandardCharsets.ISO_8859_1)
            .equals(Links.FIELD + link + '"');
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

  /** The link of the line before, as this line gives it; empty in an old line. */
  Optional<String> prev() {
    return Optional.ofNullable(json.get("prev")).map(JsonNode::asText).filter(Line::isDigest);
  }

  private static boolean isDigest(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /** What ties the next line to this one. */
  String link() {
    return new Links().next(prev().orElse(Links.NONE), digest);
  }

  /** True for a line of which an export tells only the digest; it was the line of a row. */
  boolean leftOut() {
    return json.has(LEFT_OUT);
  }

  /** The same line with its digest in the place of what it says. */
  byte[] withoutWords() {
    String said =
        "{\"seq\":%d,\"%s\":\"%s\"".formatted(sequence(), LEFT_OUT, digest)
            + prev().map(link -> Links.FIELD + link + '"').orElse("");
    byte[] covered = said.getBytes(StandardCharsets.US_ASCII);
    return (said + crcField(covered, 0, covered.length)).getBytes(StandardCharsets.US_ASCII);
  }

  /** The table of a row's line. */
  public Optional<String> table() {
    return json.has("table") ? Optional.of(json.path("table").asText()) : Optional.empty();
  }

  /** True for a line that only a commit makes count. */
  boolean ofRow() {
    return json.has("table") || leftOut();
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

  /** The first line this line declares void, if it is such a mark. */
  Optional<Long> voidFrom() {
    JsonNode from = json.path("void").path("from");
    return from.isNumber() ? Optional.of(from.asLong()) : Optional.empty();
  }

  /** The last line this line declares void, if it is such a mark. */
  Optional<Long> voidTo() {
    JsonNode to = json.path("void").path("to");
    return to.isNumber() ? Optional.of(to.asLong()) : Optional.empty();
  }
}
