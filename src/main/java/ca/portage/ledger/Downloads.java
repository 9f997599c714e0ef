package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happens to the answer of a poll (reliability §2.2, P1 to P4). */
final class Downloads {
  /** Only a stored answer is STORED; nothing ends there. */
  private static final Set<DownloadState> ENDS =
      EnumSet.complementOf(EnumSet.of(DownloadState.OPEN, DownloadState.STORED));

  private static final String AGAIN = "to be unpacked again";

  private Downloads() {}

  static Download open(Transaction transaction, String id, String channel, String requestMessageId)
      throws SQLException {
    List<Download> row = find(transaction, id);
    if (!row.isEmpty()) {
      return row.get(0);
    }
    transaction.update(
        "INSERT INTO download (id, channel, request_message_id, state, opened)"
            + " VALUES (?, ?, ?, 'OPEN', ?)",
        id,
        channel,
        requestMessageId,
        transaction.now());
    transaction.event(id, Transaction.NEW, DownloadState.OPEN.name(), "");
    return download(transaction, id);
  }

  static Download stored(
      Transaction transaction, String id, long sizeBytes, String sha256, boolean complete)
      throws SQLException {
    Download download = download(transaction, id);
    if (download.sha256().isPresent()) {
      return sameBytes(download, sha256);
    }
    require(download, DownloadState.STORED);
    transaction.update(
        "UPDATE download SET stored = ?, size_bytes = ?, sha256 = ?, complete = ? WHERE id = ?",
        transaction.now(),
        sizeBytes,
        sha256,
        complete,
        id);
    String reason = complete ? "" : "the answer was cut";
    return move(
        transaction, download, DownloadState.STORED, reason, Optional.of(transaction.now()));
  }

  private static Download sameBytes(Download download, String sha256) {
    if (!download.sha256().equals(Optional.of(sha256))) {
      throw new LedgerException(
          Reason.CONTRADICTION,
          "Download %s is recorded with other bytes; nothing was changed. Keep the spool's files of it."
              .formatted(download.id()));
    }
    return download;
  }

  static Download end(Transaction transaction, String id, DownloadState state, String reason)
      throws SQLException {
    if (!ENDS.contains(state)) {
      throw new IllegalArgumentException(state + " is not one of " + ENDS);
    }
    Download download = download(transaction, id);
    if (download.state() == state || download.state().terminal()) {
      transaction.event(
          id,
          download.state().name(),
          download.state().name(),
          state + " changes nothing: " + reason);
      return download;
    }
    return move(transaction, download, state, reason, Optional.empty());
  }

  static Download retry(Transaction transaction, String id, Instant due) throws SQLException {
    Download download = requireStored(transaction, id);
    if (download.reason().equals(Optional.of(AGAIN))) {
      transaction.update("UPDATE download SET due = ? WHERE id = ?", due, id);
      return download(transaction, id);
    }
    return move(transaction, download, DownloadState.STORED, AGAIN, Optional.of(due));
  }

  /** Nothing is taken apart before its bytes are in the spool (reliability I3). */
  static Download requireStored(Transaction transaction, String id) throws SQLException {
    Download download = download(transaction, id);
    if (download.state() != DownloadState.STORED) {
      throw new IllegalTransitionException(id, download.state().name(), "taken apart");
    }
    return download;
  }

  /** Due at once, if it is still to be unpacked. */
  static void hurry(Transaction transaction, String id) throws SQLException {
    transaction.update(
        "UPDATE download SET due = ? WHERE id = ? AND state = 'STORED'", transaction.now(), id);
  }

  /** After a restart: a poll without a stored answer may have taken messages from the queue. */
  static int recover(Transaction transaction, String channel) throws SQLException {
    List<Download> open =
        transaction.list(
            Rows::download, Rows.DOWNLOADS + "WHERE channel = ? AND state = 'OPEN'", channel);
    for (Download download : open) {
      move(
          transaction,
          download,
          DownloadState.UNKNOWN,
          "the process ended before the answer was in the spool",
          Optional.empty());
    }
    return open.size();
  }

  private static Download move(
      Transaction transaction,
      Download download,
      DownloadState next,
      String reason,
      Optional<Instant> due)
      throws SQLException {
    require(download, next);
    transaction.update(
        "UPDATE download SET state = ?, reason = ?, due = ? WHERE id = ?",
        next,
        Optional.of(reason).filter(r -> !r.isEmpty()),
        due,
        download.id());
    transaction.event(download.id(), download.state().name(), next.name(), reason);
    return download(transaction, download.id());
  }

  private static void require(Download download, DownloadState next) {
    if (!download.state().allows(next)) {
      throw new IllegalTransitionException(download.id(), download.state().name(), next.name());
    }
  }

  private static Download download(Transaction transaction, String id) throws SQLException {
    return find(transaction, id).stream()
        .findFirst()
        .orElseThrow(
            () -> new LedgerException(Reason.UNKNOWN_ID, "The ledger has no download " + id + "."));
  }

  private static List<Download> find(Transaction transaction, String id) throws SQLException {
    return transaction.list(Rows::download, Rows.DOWNLOADS + "WHERE id = ?", id);
  }
}
