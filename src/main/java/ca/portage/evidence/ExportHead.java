package ca.portage.evidence;

import ca.portage.content.Content;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an export says of itself.
 *
 * @param made when, as ISO 8601
 * @param version of the Portage that made it
 * @param all whether it holds every message of its home
 * @param first number of the journal's first line in it
 * @param last number of the last
 * @param link the hash that stands for these lines and all before them
 */
record ExportHead(String made, String version, boolean all, long first, long last, String link) {
  static final int FORMAT = 1;
  private static final int LIMIT_BYTES = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Path file(Path export) {
    return export.resolve("export.json");
  }

  Content json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("made", made);
    json.put("portage", version);
    json.put("all", all);
    json.put("first", first);
    json.put("last", last);
    json.put("link", link);
    try {
      return Content.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text and numbers did not become JSON", e);
    }
  }

  /**
   * Reads the head of an export.
   *
   * @throws IOException if it cannot be read or is not one of this Portage's
   */
  static ExportHead read(Path export) throws IOException {
    try {
      JsonNode json = JSON.readTree(Content.of(file(export)).toBytes(LIMIT_BYTES));
      if (json.path("format").asInt() != FORMAT) {
        throw new IOException(
            "it has format " + json.path("format").asText() + ", this Portage reads " + FORMAT);
      }
      return new ExportHead(
          json.path("made").asText(),
          json.path("portage").asText(),
          json.path("all").asBoolean(),
          json.path("first").asLong(),
          json.path("last").asLong(),
          json.path("link").asText());
    } catch (JsonProcessingException e) {
      throw new IOException("it is no JSON", e);
    }
  }
}
