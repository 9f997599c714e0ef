package ca.portage.app.reload;

import ca.portage.content.Content;
import ca.portage.spool.Durable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a command leaves an order for the running service, and the service its answer: two small
 * files of the spool, which nobody but the service's user can write.
 */
public final class ReloadDesk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;

  private final Path order;
  private final Path state;

  /** The desk of a spool. */
  public ReloadDesk(Path spool) {
    this.order = spool.resolve("reload.order");
    this.state = spool.resolve("reload.state");
  }

  /** Leaves an order; an older one that nobody took is replaced. */
  public void leave(ReloadOrder left) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", left.id());
    json.put("what", left.what().name());
    json.put("operator", left.operator());
    json.put("reason", left.reason());
    Durable.writeOver(order, Content.of(JSON.writeValueAsBytes(json)));
  }

  /** Takes the order that lies there, if one does. */
  Optional<ReloadOrder> take() throws IOException {
    if (!Files.exists(order)) {
      return Optional.empty();
    }
    try {
      JsonNode json = read(order);
      return Optional.of(
          new ReloadOrder(
              json.path("id").asText(),
              ReloadOrder.What.valueOf(json.path("what").asText()),
              json.path("operator").asText(),
              json.path("reason").asText()));
    } catch (IllegalArgumentException e) {
      throw new IOException(order + " is no order of this version", e);
    } finally {
      Durable.delete(order);
    }
  }

  /** Says how the service stands to its files. */
  void say(ReloadState now) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("at", now.at().toString());
    json.put("order", now.order());
    json.put("outcome", now.outcome().name());
    json.put("text", now.text());
    now.editedRoutes().forEach(json.putArray("editedRoutes")::add);
    Durable.writeOver(state, Content.of(JSON.writeValueAsBytes(json)));
  }

  /**
   * What the service said last.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<ReloadState> said() throws IOException {
    if (!Files.exists(state)) {
      return Optional.empty();
    }
    try {
      JsonNode json = read(state);
      List<String> edited = new ArrayList<>();
      json.path("editedRoutes").forEach(each -> edited.add(each.asText()));
      return Optional.of(
          new ReloadState(
              Instant.parse(json.path("at").asText()),
              json.path("order").asText(),
              ReloadState.Outcome.valueOf(json.path("outcome").asText()),
              json.path("text").asText(),
              edited));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(state + " was not written by this version", e);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(Content.of(file).toBytes(MOST_BYTES));
  }
}
