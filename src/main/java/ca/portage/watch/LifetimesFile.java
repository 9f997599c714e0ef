package ca.portage.watch;

import ca.portage.content.Content;
import ca.portage.pki.Lifetime;
import ca.portage.spool.Durable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a channel relies on and until when, noted in {@code spool/expiry/<channel>.json} by the
 * service, which has the password, for commands that have not. It holds names and dates, no keys.
 */
public final class LifetimesFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_BYTES = 4 << 20;

  private final Path file;

  /** The note of one channel in the spool's folder for it. */
  public LifetimesFile(Path folder, String channel) {
    this.file = folder.resolve(channel + ".json");
  }

  void write(List<Lifetime> all) throws IOException {
    ArrayNode list = JSON.createArrayNode();
    for (Lifetime each : all) {
      list.addObject()
          .put("role", each.role().name())
          .put("name", each.name())
          .put("serial", each.serial())
          .put("from", each.from().toString())
          .put("until", each.until().toString())
          .put("fingerprint", each.fingerprint());
    }
    Durable.folder(file.getParent());
    try {
      byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(list);
      Durable.writeOver(file, Content.of(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text did not become JSON", e);
    }
  }

  /**
   * What the service noted last; nothing before its first start.
   *
   * @throws IOException if the note cannot be read
   */
  public List<Lifetime> read() throws IOException {
    List<Lifetime> all = new ArrayList<>();
    try {
      for (JsonNode each : JSON.readTree(Content.of(file).toBytes(LIMIT_BYTES))) {
        all.add(
            new Lifetime(
                Lifetime.Role.valueOf(each.path("role").asText()),
                each.path("name").asText(),
                each.path("serial").asText(),
                Instant.parse(each.path("from").asText()),
                Instant.parse(each.path("until").asText()),
                each.path("fingerprint").asText()));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new IOException(file + " is damaged; delete it, the service writes it anew", e);
    }
    return List.copyOf(all);
  }
}
