package ca.portage.ledger;

import ca.portage.content.Content;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A message or download as JSON for the spool's {@code meta.json}, from which the ledger can be
 * rebuilt (reliability I8). What is empty is left out; times are ISO 8601.
 */
public final class Meta {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_BYTES = 1 << 20;

  private Meta() {}

  /** The sidecar of a message, with what is known of its wire bytes. */
  public static Content of(Message message, Optional<Wire> wire) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", message.id());
    json.put("channel", message.channel());
    json.put("direction", message.direction().name());
    json.put("kind", message.kind().name());
    json.put("state", message.state().name());
    put(json, "file", message.file());
    put(json, "messageId", message.messageId());
    put(json, "mic", message.mic());
    json.put("attempts", message.attempts());
    json.put("sizeBytes", message.sizeBytes());
    json.put("created", message.created().toString());
    json.put("updated", message.updated().toString());
    put(json, "due", message.due().map(Instant::toString));
    put(json, "reason", message.reason());
    put(json, "sha256", message.sha256());
    put(json, "reference", message.reference());
    put(json, "related", message.related());
    put(json, "download", message.download());
    json.put("part", message.part());
    put(json, "temporary", message.temporary());
    put(json, "finalName", message.finalName());
    put(json, "wireSha256", wire.map(Wire::sha256));
    wire.ifPresent(w -> json.put("wireBytes", w.sizeBytes()));
    return content(json);
  }

  /** The sidecar of a download. */
  public static Content of(Download download) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", download.id());
    json.put("channel", download.channel());
    json.put("requestMessageId", download.requestMessageId());
    json.put("state", download.state().name());
    json.put("opened", download.opened().toString());
    put(json, "stored", download.stored().map(Instant::toString));
    json.put("sizeBytes", download.sizeBytes());
    put(json, "sha256", download.sha256());
    json.put("complete", download.complete());
    put(json, "reason", download.reason());
    return content(json);
  }

  /**
   * Reads the sidecar of a message.
   *
   * @throws IOException if it cannot be read or is not one
   */
  public static Message message(Content sidecar) throws IOException {
    try {
      Fields json = new Fields(JSON.readTree(sidecar.toBytes(LIMIT_BYTES)));
      return new Message(
          json.required("id"),
          json.required("channel"),
          Direction.valueOf(json.required("direction")),
          Kind.valueOf(json.required("kind")),
          State.valueOf(json.required("state")),
          json.text("file"),
          json.text("messageId"),
          json.text("mic"),
          Integer.parseInt(json.required("attempts")),
          Long.parseLong(json.required("sizeBytes")),
          Instant.parse(json.required("created")),
          Instant.parse(json.required("updated")),
          json.text("due").map(Instant::parse),
          json.text("reason"),
          json.text("sha256"),
          json.text("reference"),
          json.text("related"),
          json.text("download"),
          Integer.parseInt(json.required("part")),
          json.text("temporary"),
          json.text("finalName"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("This is no message's sidecar: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the wire bytes' size and hash out of the sidecar of a message.
   *
   * @throws IOException if it cannot be read
   */
  static Optional<Wire> wire(Content sidecar) throws IOException {
    Fields json = new Fields(JSON.readTree(sidecar.toBytes(LIMIT_BYTES)));
    try {
      return json.text("wireSha256")
          .map(sha256 -> new Wire(sha256, Long.parseLong(json.required("wireBytes"))));
    } catch (IllegalArgumentException e) {
      throw new IOException("This is no message's sidecar: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the sidecar of a download.
   *
   * @throws IOException if it cannot be read or is not one
   */
  static Download download(Content sidecar) throws IOException {
    try {
      Fields json = new Fields(JSON.readTree(sidecar.toBytes(LIMIT_BYTES)));
      return new Download(
          json.required("id"),
          json.required("channel"),
          json.required("requestMessageId"),
          DownloadState.valueOf(json.required("state")),
          Instant.parse(json.required("opened")),
          json.text("stored").map(Instant::parse),
          Long.parseLong(json.required("sizeBytes")),
          json.text("sha256"),
          Boolean.parseBoolean(json.required("complete")),
          Optional.empty(),
          json.text("reason"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("This is no download's sidecar: " + e.getMessage(), e);
    }
  }

  private static void put(ObjectNode json, String name, Optional<String> value) {
    value.ifPresent(v -> json.put(name, v));
  }

  private static Content content(ObjectNode json) {
    try {
      return Content.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text and numbers did not become JSON", e);
    }
  }
}
