package ca.portage.ledger;

import java.sql.SQLException;

/** Something the ledger may refuse. */
final class Attempted {
  private Attempted() {}

  /** A change of the ledger. */
  interface Doing {
    void run() throws SQLException;
  }

  /** True if it was done, false if it was refused. */
  static boolean done(Doing doing) throws SQLException {
    try {
      doing.run();
      return true;
    } catch (IllegalTransitionException refused) {
      return false;
    }
  }
}
