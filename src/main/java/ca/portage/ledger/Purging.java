package ca.portage.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds what belongs together and takes rows away whose time is over. */
final class Purging {
  static final String OLD = "WHERE channel = ? AND updated < ? AND id > ? ORDER BY id LIMIT ?";

  static final String OLD_DOWNLOADS =
      "WHERE channel = ? AND opened < ? AND id > ?"
          + " AND NOT EXISTS (SELECT 1 FROM message WHERE message.download = download.id)"
          + " ORDER BY id LIMIT ?";

  /** The receipts of a message, and the message of a receipt. */
  private static final String PROVES = "WHERE id IN (SELECT id FROM evidence WHERE about = ?)";

  private static final String PROVED =
      "WHERE id IN (SELECT about FROM evidence WHERE id = ? AND about IS NOT NULL)";

  /** In the place of a state. */
  static final String ANNOUNCED = "PURGING";

  private static final String GOING = "its files are being deleted, then its rows";

  private Purging() {}

  /** Asks the ledger, as of the last commit or inside a transaction. */
  @FunctionalInterface
  interface Query {
    <T> List<T> list(Statements.Row<T> row, String sql, Object... values) throws SQLException;
  }

  /** Everything that belongs to the message or download {@code id}, over any number of links. */
  static Kin kin(Query query, String id) throws SQLException {
    Map<String, Message> messages = new TreeMap<>();
    Map<String, Download> downloads = new TreeMap<>();
    Deque<Message> unread = new ArrayDeque<>();
    meet(messages, unread, query.list(Rows::message, Rows.MESSAGES + "WHERE id = ?", id));
    query
        .list(Rows::download, Rows.DOWNLOADS + "WHERE id = ?", id)
        .forEach(download -> downloads.put(download.id(), download));
    while (!unread.isEmpty()) {
      Message message = unread.remove();
      String self = message.id();
      meet(messages, unread, query.list(Rows::message, Rows.MESSAGES + "WHERE related = ?", self));
      meet(messages, unread, query.list(Rows::message, Rows.MESSAGES + PROVES, self));
      meet(messages, unread, query.list(Rows::message, Rows.MESSAGES + PROVED, self));
      if (message.related().isPresent()) {
        String related = message.related().get();
        meet(messages, unread, query.list(Rows::message, Rows.MESSAGES + "WHERE id = ?", related));
      }
      if (message.download().isPresent() && !downloads.containsKey(message.download().get())) {
        String download = message.download().get();
        query
            .list(Rows::download, Rows.DOWNLOADS + "WHERE id = ?", download)
            .forEach(found -> downloads.put(found.id(), found));
        meet(
            messages,
            unread,
            query.list(Rows::message, Rows.MESSAGES + "WHERE download = ?", download));
      }
    }
    return new Kin(List.copyOf(messages.values()), List.copyOf(downloads.values()));
  }

  private static void meet(
      Map<String, Message> known, Deque<Message> unread, Collection<Message> found) {
    for (Message message : found) {
      if (known.putIfAbsent(message.id(), message) == null) {
        unread.add(message);
      }
    }
  }

  /** Events under the rows' own ids, which go with them; of a purge cut off they tell why. */
  static int announce(Transaction transaction, List<Kin> kins) throws SQLException {
    int announced = 0;
    for (Kin kin : kins) {
      for (Message message : kin.messages()) {
        transaction.event(message.id(), message.state().name(), ANNOUNCED, GOING);
        announced++;
      }
      for (Download download : kin.downloads()) {
        transaction.event(download.id(), download.state().name(), ANNOUNCED, GOING);
        announced++;
      }
    }
    return announced;
  }

  /** Takes away what is finished still; an event says how much, for the audit. */
  static int purge(Transaction transaction, List<Kin> kins, Instant before, String what)
      throws SQLException {
    int messages = 0;
    int downloads = 0;
    for (Kin kin : kins) {
      Kin now = kin(transaction::list, kin.first());
      if (!now.finished(before)) {
        continue;
      }
      for (Message message : now.messages()) {
        transaction.update("DELETE FROM attempt WHERE id = ?", message.id());
        history(transaction, message.id());
        transaction.update("DELETE FROM message WHERE id = ?", message.id());
        messages++;
      }
      for (Download download : now.downloads()) {
        history(transaction, download.id());
        transaction.update("DELETE FROM download WHERE id = ?", download.id());
        downloads++;
      }
    }
    transaction.event(
        Transitions.PURGE,
        Transitions.PURGE,
        Transitions.PURGE,
        "%d messages and %d downloads of %s".formatted(messages, downloads, what));
    return messages + downloads;
  }

  private static void history(Transaction transaction, String subject) throws SQLException {
    transaction.update("DELETE FROM evidence WHERE id = ?", subject);
    transaction.update("DELETE FROM event WHERE subject = ?", subject);
    transaction.update("DELETE FROM alert WHERE subject = ?", subject);
    transaction.update("DELETE FROM audit WHERE subject = ?", subject);
  }
}
