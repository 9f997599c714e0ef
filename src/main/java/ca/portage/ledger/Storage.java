package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import ca.portage.ledger.journal.LedgerBehindException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in an admin's words why SQLite could not read or write. */
final class Storage {
  private Storage() {}

  static LedgerException failure(Path database, Throwable cause) {
    if (cause instanceof LedgerException known) {
      return known;
    }
    if (cause instanceof LedgerBehindException behind) {
      return new LedgerException(Reason.CORRUPT, behind.getMessage(), behind);
    }
    Reason reason = reason(cause);
    String advice =
        unconfirmed(cause)
            ? "The disk failed under the ledger; what was recorded before is safe, and whether this was is looked up before it is done again. Look at the disk and the system log"
            : advice(reason);
    return new LedgerException(
        reason, "%s (ledger %s: %s)".formatted(advice, database, cause.getMessage()), cause);
  }

  static LedgerException missing(Path database) {
    return new LedgerException(
        Reason.MISSING,
        "There is no ledger at %s; the service makes it at its start.".formatted(database));
  }

  static LedgerException readOnly() {
    return new LedgerException(
        Reason.NOT_WRITABLE, "This ledger was opened to read; nothing was recorded.");
  }

  static LedgerException damaged(Path database, String finding) {
    return new LedgerException(
        Reason.CORRUPT, "%s (ledger %s: %s)".formatted(advice(Reason.CORRUPT), database, finding));
  }

  /** Whether the disk had no room for it; ENOSPC and EDQUOT Java tells by their text alone. */
  static boolean full(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return cause instanceof SQLException
        ? primary(cause) == SQLiteErrorCode.SQLITE_FULL
        : text.contains("No space left") || text.contains("quota exceeded");
  }

  /** Whether the disk failed under it; whether it was recorded is then seen when it is read. */
  static boolean unconfirmed(Throwable cause) {
    return cause instanceof SQLException && primary(cause) == SQLiteErrorCode.SQLITE_IOERR;
  }

  private static Reason reason(Throwable cause) {
    if (cause instanceof IOException && full(cause)) {
      return Reason.DISK_FULL;
    }
    if (!(cause instanceof SQLException)) {
      return Reason.STORAGE;
    }
    return switch (primary(cause)) {
      case SQLITE_FULL -> Reason.DISK_FULL;
      case SQLITE_CORRUPT, SQLITE_NOTADB -> Reason.CORRUPT;
      case SQLITE_READONLY -> Reason.NOT_WRITABLE;
      default -> Reason.STORAGE;
    };
  }

  private static SQLiteErrorCode primary(Throwable cause) {
    if (cause instanceof SQLiteException e) {
      return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff);
    }
    return SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static String advice(Reason reason) {
    return switch (reason) {
      case DISK_FULL ->
          "The disk is full; nothing was recorded and what was recorded before is safe. Free space, and Portage goes on";
      case CORRUPT ->
          "The ledger is damaged; nothing was sent or recorded. Keep the spool as it is and make the ledger again from it: portage rebuild-ledger";
      case NOT_WRITABLE ->
          "The ledger cannot be written; nothing was recorded. Look at owner and mode of the spool";
      default ->
          "The ledger could not be used; nothing was recorded and what was recorded before is safe. Look at the disk and the system log";
    };
  }
}
