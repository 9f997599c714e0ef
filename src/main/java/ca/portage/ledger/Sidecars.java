package ca.portage.ledger;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code meta.json} beside the stored bytes tell of messages and downloads that the
 * journal does not tell, or tells less of (reliability I8).
 */
final class Sidecars {
  private static final String SUFFIX = ".meta.json";

  private final Path spool;
  private final Statements statements;
  private final RowLoader rows;
  private final boolean compare;
  private final List<String> unreadable = new ArrayList<>();
  private long used;

  /**
   * Reads the sidecars of a spool.
   *
   * @param compare true if a newer sidecar takes the place of a row the journal told
   */
  Sidecars(Path spool, Statements statements, RowLoader rows, boolean compare) throws SQLException {
    this.spool = spool;
    this.statements = statements;
    this.rows = rows;
    this.compare = compare;
    statements.execute("CREATE TEMP TABLE noted (id TEXT PRIMARY KEY NOT NULL)");
  }

  void load() throws IOException, SQLException {
    for (Path file : files("in")) {
      String name = file.getFileName().toString();
      if (name.endsWith(SUFFIX)) {
        download(file, name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    for (Path folder : files("out")) {
      Path meta = folder.resolve("meta.json");
      if (Files.exists(meta)) {
        message(meta, folder.getFileName().toString());
      }
    }
  }

  private List<Path> files(String name) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spool.resolve(name))) {
      files.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return found;
  }

  private void message(Path meta, String id) throws SQLException {
    Optional<Long> known = known("SELECT updated FROM message WHERE id = ?", id);
    if (known.isPresent() && !compare) {
      return;
    }
    try {
      Content content = Content.of(meta);
      Message message = Meta.message(content);
      if (message.id().equals(id)
          && message.updated().toEpochMilli() > known.orElse(Long.MIN_VALUE)) {
        use("message", id, columns(message, Meta.wire(content)));
      }
    } catch (IOException e) {
      unreadable.add(meta + ": " + e.getMessage());
    }
  }

  private void download(Path meta, String id) throws SQLException {
    if (known("SELECT opened FROM download WHERE id = ?", id).isPresent()) {
      return;
    }
    try {
      Download download = Meta.download(Content.of(meta));
      if (download.id().equals(id)) {
        use("download", id, columns(download));
      }
    } catch (IOException e) {
      unreadable.add(meta + ": " + e.getMessage());
    }
  }

  private Optional<Long> known(String sql, String id) throws SQLException {
    return statements.list(row -> row.getLong(1), sql, List.of(id)).stream().findFirst();
  }

  private void use(String table, String id, Map<String, Object> columns) throws SQLException {
    rows.put(table, columns);
    statements.update("INSERT OR IGNORE INTO temp.noted (id) VALUES (?)", List.of(id));
    used++;
  }

  private static Map<String, Object> columns(Message message, Optional<Wire> wire) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", message.id());
    row.put("channel", message.channel());
    row.put("direction", message.direction());
    row.put("kind", message.kind());
    row.put("state", message.state());
    row.put("file", message.file());
    row.put("message_id", message.messageId());
    row.put("local_part", message.messageId().map(NewRow::localPart));
    row.put("mic", message.mic());
    row.put("attempts", message.attempts());
    row.put("size_bytes", message.sizeBytes());
    row.put("created", message.created());
    row.put("updated", message.updated());
    row.put("due", message.due());
    row.put("reason", message.reason());
    row.put("sha256", message.sha256());
    row.put("reference", message.reference());
    row.put("related", message.related());
    row.put("wire_sha256", wire.map(Wire::sha256));
    row.put("wire_bytes", wire.map(Wire::sizeBytes));
    return row;
  }

  private static Map<String, Object> columns(Download download) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", download.id());
    row.put("channel", download.channel());
    row.put("request_message_id", download.requestMessageId());
    row.put("state", download.state());
    row.put("opened", download.opened());
    row.put("stored", download.stored());
    row.put("size_bytes", download.sizeBytes());
    row.put("sha256", download.sha256());
    row.put("complete", download.complete());
    row.put("reason", download.reason());
    return row;
  }

  /** How many rows come from sidecars. */
  long used() {
    return used;
  }

  /** Sidecars that could not be read, and why. */
  List<String> unreadable() {
    return unreadable;
  }
}
