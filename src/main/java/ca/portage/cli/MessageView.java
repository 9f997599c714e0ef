package ca.portage.cli;

import ca.portage.ledger.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a message is shown: as JSON with pinned keys, and as rows of a table. */
final class MessageView {
  private MessageView() {}

  /** The keys of {@code messages --json}, in their order; programs rely on both. */
  static Map<String, Object> json(Message message) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", message.id());
    json.put("channel", message.channel());
    json.put("direction", word(message.direction()));
    json.put("kind", word(message.kind()));
    json.put("state", message.state());
    json.put("file", file(message));
    json.put("messageId", message.messageId());
    json.put("mic", message.mic());
    json.put("attempts", message.attempts());
    json.put("size", message.sizeBytes());
    json.put("updated", message.updated());
    json.put("reason", message.reason());
    return json;
  }

  static Table table(List<Message> messages, Paint paint) {
    Table table =
        new Table(
            "ID", "CHANNEL", "DIR", "KIND", "STATE", "FILE", "TRIES", "BYTES", "UPDATED", "REASON");
    for (Message message : messages) {
      table
          .cell(message.id())
          .cell(message.channel())
          .cell(word(message.direction()))
          .cell(word(message.kind()))
          .cell(message.state(), text -> StateGuide.of(message.state()).paint(paint, text))
          .cell(file(message).orElse("-"))
          .cell(message.attempts())
          .cell(message.sizeBytes())
          .cell(Ages.instant(message.updated()))
          .cell(message.reason().orElse(""));
    }
    return table;
  }

  /** The name in the drop folder; for what came in, the name in the inbox. */
  static Optional<String> file(Message message) {
    return message.file().or(message::finalName);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
