package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the ledger holds, as of the last commit. Every method may throw {@link LedgerException}. */
public abstract sealed class LedgerReader permits Transitions {
  /** The list of states names the partial index; SQLite does not infer it from one state. */
  static final String DUE =
      "WHERE channel = ? AND state IN ('PACKAGED', 'AMBIGUOUS') AND state = 'PACKAGED'"
          + " AND due <= ? ORDER BY created, id LIMIT ?";

  static final String OVERDUE =
      "WHERE channel = ? AND state IN ('ACCEPTED', 'SENT') AND updated <= ? ORDER BY created, id";
  static final String OLDEST = "WHERE channel = ? AND state = ? ORDER BY updated LIMIT 1";
  static final String DUE_DOWNLOADS =
      "WHERE channel = ? AND state = 'STORED' AND due <= ? ORDER BY opened, id LIMIT ?";

  /** The plus keeps SQLite from walking all downloads of a channel only because they are sorted. */
  static final String UNFINISHED =
      "WHERE channel = ? AND state IN ('OPEN', 'UNKNOWN') ORDER BY +opened, id";

  /**
   * Answers that may hold a receipt nobody looked at yet. Once gone through (due after stored), a
   * part that is HELD or waits for the inbox hides none.
   */
  static final String UNREAD =
      "WHERE channel = ? AND state = 'STORED' AND (due <= stored"
          + " OR NOT EXISTS (SELECT 1 FROM message p WHERE p.download = download.id)"
          + " OR EXISTS (SELECT 1 FROM message p WHERE p.download = download.id"
          + " AND (p.state = 'STORED' OR p.state = 'VERIFIED' AND p.kind = 'RECEIPT')))"
          + " ORDER BY +opened, id";

  static final String ANSWERED =
      "SELECT opened FROM download WHERE channel = ? AND opened > ?"
          + " AND (state = 'EMPTY' OR state IN ('STORED', 'UNPACKED') AND complete = 1)"
          + " ORDER BY opened DESC LIMIT ?";

  private final Readers readers;
  private final Clock clock;

  LedgerReader(Readers readers, Clock clock) {
    this.readers = readers;
    this.clock = clock;
  }

  LedgerReader(LedgerReader same) {
    this(same.readers, same.clock);
  }

  /** Messages to send now: PACKAGED and due, oldest claim first. */
  public List<Message> due(String channel, int limit) {
    return messages(DUE, channel, clock.instant(), limit);
  }

  /** Messages that are AMBIGUOUS and due, oldest claim first. */
  public List<Ambiguity> ambiguous(String channel) {
    return list(Ambiguity::read, Ambiguity.DUE, channel, clock.instant());
  }

  /** When the polls since then were asked that were answered in full, newest first. */
  public List<Instant> answeredPolls(String channel, Instant since, int limit) {
    return list(row -> Instant.ofEpochMilli(row.getLong(1)), ANSWERED, channel, since, limit);
  }

  /** Stored downloads with a part that was not opened, or a receipt that was not judged. */
  public List<Download> unread(String channel) {
    return list(Rows::download, Rows.DOWNLOADS + UNREAD, channel);
  }

  /** Messages the gateway took at least {@code after} ago, without a receipt. */
  public List<Message> overdue(String channel, Duration after) {
    return messages(OVERDUE, channel, clock.instant().minus(after));
  }

  /** The message of a channel that has been longest in a state. */
  public Optional<Message> oldest(String channel, State state) {
    return messages(OLDEST, channel, state).stream().findFirst();
  }

  /** Downloads to unpack now, oldest first. */
  public List<Download> dueDownloads(String channel, int limit) {
    return list(Rows::download, Rows.DOWNLOADS + DUE_DOWNLOADS, channel, clock.instant(), limit);
  }

  /**
   * A message by its id, or by the beginning of it.
   *
   * @throws LedgerException if several ids begin so
   */
  public Optional<Message> message(String id) {
    List<Message> exact = messages("WHERE id = ?", id);
    if (!exact.isEmpty() || id.isBlank()) {
      return exact.stream().findFirst();
    }
    String prefix = id.toUpperCase(Locale.ROOT);
    List<Message> found =
        messages("WHERE id >= ? AND substr(id, 1, length(?)) = ? LIMIT 2", prefix, prefix, prefix);
    if (found.size() > 1) {
      throw new LedgerException(
          Reason.UNKNOWN_ID, "Several messages begin with " + prefix + "; give more of the id.");
    }
    return found.stream().findFirst();
  }

  /** A message by its message id exactly as on the wire; of several, the one not a duplicate. */
  public Optional<Message> byMessageId(String channel, Direction direction, String messageId) {
    return messages(
            "WHERE channel = ? AND direction = ? AND message_id = ?"
                + " ORDER BY state IN ('DUPLICATE', 'CONFLICT', 'STORED'), created, id LIMIT 1",
            channel,
            direction,
            messageId)
        .stream()
        .findFirst();
  }

  /** Messages whose message id has this part before the host, any case (CIG Q-01). */
  public List<Message> byLocalPart(String channel, Direction direction, String localPart) {
    return messages(
        "WHERE channel = ? AND direction = ? AND local_part = ? ORDER BY created, id",
        channel,
        direction,
        NewRow.localPart(localPart));
  }

  /** Messages that pass the filter, newest first. */
  public List<Message> messages(Filter filter) {
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("WHERE 1");
    restrict(sql, values, "channel", filter.channel());
    restrict(sql, values, "state", filter.state());
    restrict(sql, values, "direction", filter.direction());
    restrict(sql, values, "kind", filter.kind());
    values.add(filter.limit());
    return messages(
        sql.append(" ORDER BY created DESC, id DESC LIMIT ?").toString(), values.toArray());
  }

  private static void restrict(
      StringBuilder sql, List<Object> values, String column, Optional<?> wanted) {
    if (wanted.isPresent()) {
      sql.append(" AND ").append(column).append(" = ?");
      values.add(wanted.get());
    }
  }

  /** Size and hash of the bytes that are sent for a message, once it is packaged. */
  public Optional<Wire> wire(String id) {
    return list(
            row -> new Wire(row.getString(1), row.getLong(2)),
            "SELECT wire_sha256, wire_bytes FROM message WHERE id = ? AND wire_sha256 IS NOT NULL",
            id)
        .stream()
        .findFirst();
  }

  /** What happened to a message or a download, oldest first. */
  public List<Event> events(String id) {
    return list(Rows::event, Rows.EVENTS + "WHERE subject = ? ORDER BY number", id);
  }

  /** What operators had done to a message, oldest first. */
  public List<Audit> audits(String id) {
    return list(Rows::audit, Rows.AUDITS + "WHERE subject = ? ORDER BY number", id);
  }

  /** The attempts to send a message, first to last. */
  public List<Attempt> attempts(String id) {
    return list(Rows::attempt, Rows.ATTEMPTS + "WHERE id = ? ORDER BY number", id);
  }

  /** How many messages of a channel are in each state; states without one are absent. */
  public Map<State, Integer> counts(String channel) {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    list(
            LedgerReader::count,
            "SELECT state, count(*) FROM message WHERE channel = ? GROUP BY state",
            channel)
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  private static Map.Entry<State, Integer> count(ResultSet row) throws SQLException {
    return Map.entry(State.valueOf(row.getString(1)), row.getInt(2));
  }

  /** One download. */
  public Optional<Download> download(String id) {
    return list(Rows::download, Rows.DOWNLOADS + "WHERE id = ?", id).stream().findFirst();
  }

  /** Downloads of a channel, newest first. */
  public List<Download> downloads(String channel, int limit) {
    return list(
        Rows::download,
        Rows.DOWNLOADS + "WHERE channel = ? ORDER BY opened DESC, id DESC LIMIT ?",
        channel,
        limit);
  }

  /** Every download of a channel that is OPEN or UNKNOWN, oldest first. */
  public List<Download> unfinished(String channel) {
    return list(Rows::download, Rows.DOWNLOADS + UNFINISHED, channel);
  }

  /** The parts of a download, in their order. */
  public List<Message> parts(String download) {
    return messages("WHERE download = ? ORDER BY part", download);
  }

  /** Alerts of every channel, newest first. */
  public List<Alert> alerts(int limit) {
    return list(Rows::alert, Rows.ALERTS + "ORDER BY number DESC LIMIT ?", limit);
  }

  /**
   * Writes a copy of the whole ledger, as of now, to a new file; callers go on meanwhile.
   *
   * @throws LedgerException if the file exists or cannot be made durable
   */
  public void backup(Path file) {
    readers.backup(file.toAbsolutePath());
  }

  /** What is wrong, every page and index read, in SQLite's words; empty if it is whole. */
  public List<String> integrity() {
    return readers.integrity();
  }

  private List<Message> messages(String where, Object... values) {
    return list(Rows::message, Rows.MESSAGES + where, values);
  }

  <T> T view(Readers.View<T> view) throws IOException {
    return readers.view(view);
  }

  <T> List<T> list(Statements.Row<T> row, String sql, Object... values) {
    return readers.list(row, sql, List.of(values));
  }
}
