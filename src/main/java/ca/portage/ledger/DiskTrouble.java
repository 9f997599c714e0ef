package ca.portage.ledger;

import ca.portage.spool.ForceFailedException;
import ca.portage.spool.Room;
import java.nio.file.Path;
import java.sql.SQLException;

/** What a failing or full disk asks of the ledger's writer (reliability §2.4); one thread. */
final class DiskTrouble {
  private final Path database;
  private int unconfirmed;

  DiskTrouble(Path database) {
    this.database = database;
  }

  /** Whether it failed for want of space, and the space kept back for this was given up. */
  boolean roomMadeAfter(Exception failure) {
    return Storage.full(failure) ? Room.full(database) : Room.full(database, failure);
  }

  /**
   * The pages of a log that the disk did not confirm may be gone although they can still be read:
   * the log is copied into the database and emptied before anything is built on it.
   */
  void mend(Statements statements) throws SQLException {
    if (unconfirmed > 0) {
      Connections.emptyLog(statements);
      unconfirmed = 0;
    }
  }

  /** Counts what the disk did not confirm; the second time in a row the service ends. */
  void count(Throwable failure) {
    if (failure instanceof ForceFailedException journal) {
      // Its lines were written to a new file already.
      Room.lost(database, journal);
    } else if (Storage.unconfirmed(failure) && ++unconfirmed > 1) {
      Room.lost(database, new ForceFailedException(database, (SQLException) failure));
    }
  }
}
