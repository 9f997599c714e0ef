package ca.portage.ledger;

import ca.portage.content.Content;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the ledger holds to prove one message: its row and its evidence, column by column as the
 * journal tells them, which receipts were judged for it, and the row of the answer it came in.
 */
public final class Facts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_BYTES = 4 << 20;

  private final Map<String, Object> row;
  private final List<Map<String, Object>> evidence;
  private final List<String> receipts;
  private final Optional<Map<String, Object>> download;
  private final Message message;
  private final List<Evidence> steps;

  Facts(
      Map<String, Object> row,
      List<Map<String, Object>> evidence,
      List<String> receipts,
      Optional<Map<String, Object>> download) {
    this.row = row;
    this.download = download;
    this.evidence = List.copyOf(evidence);
    this.receipts = List.copyOf(receipts);
    this.message = new Columns(row).message();
    List<Evidence> read = new ArrayList<>();
    evidence.forEach(e -> read.add(new Columns(e).evidence()));
    this.steps = List.copyOf(read);
  }

  /** The message's row. */
  public Message message() {
    return message;
  }

  /** The message's ledger id. */
  public String id() {
    return message.id();
  }

  /** What the row says of the bytes that were sent. */
  public Optional<Wire> wire() {
    return new Columns(row).wire();
  }

  /** What was found out at a step, if it was reached since Portage keeps evidence. */
  public Optional<Evidence> at(Evidence.Step step) {
    return steps.stream().filter(e -> e.step() == step).findFirst();
  }

  /** The ids of the receipts that were judged for this message, oldest first. */
  public List<String> receipts() {
    return receipts;
  }

  /** The SHA-256 of the raw answer the message came in, if it came in one. */
  public Optional<String> raw() {
    return download.flatMap(answer -> new Columns(answer).text("sha256"));
  }

  /** The row of the answer it came in. */
  Optional<Map<String, Object>> download() {
    return download;
  }

  Map<String, Object> row() {
    return row;
  }

  List<Map<String, Object>> evidence() {
    return evidence;
  }

  /** As the JSON of an export. */
  public Content json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message", row);
    json.put("evidence", evidence);
    json.put("receipts", receipts);
    download.ifPresent(answer -> json.put("download", answer));
    try {
      return Content.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text and numbers did not become JSON", e);
    }
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IOException if it cannot be read or is not that
   */
  public static Facts read(Content json) throws IOException {
    try {
      JsonNode told = JSON.readTree(json.toBytes(LIMIT_BYTES));
      boolean download = told.path("download").isObject();
      if (told.size() != (download ? 4 : 3)
          || !told.path("message").isObject()
          || !told.path("evidence").isArray()
          || !told.path("receipts").isArray()) {
        throw new IOException("It does not hold the facts of a message");
      }
      List<Map<String, Object>> evidence = new ArrayList<>();
      told.path("evidence").forEach(row -> evidence.add(columns(row)));
      List<String> receipts = new ArrayList<>();
      told.path("receipts").forEach(id -> receipts.add(id.asText()));
      return new Facts(
          columns(told.path("message")),
          evidence,
          receipts,
          download ? Optional.of(columns(told.path("download"))) : Optional.empty());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException("It does not hold the facts of a message: " + e.getMessage(), e);
    }
  }

  static Map<String, Object> columns(JsonNode row) {
    Map<String, Object> columns = new LinkedHashMap<>();
    row.properties()
        .forEach(
            column -> {
              JsonNode value = column.getValue();
              columns.put(
                  column.getKey(), value.isNumber() ? (Object) value.asLong() : value.asText());
            });
    return columns;
  }
}
