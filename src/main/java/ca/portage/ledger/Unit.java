package ca.portage.ledger;

import java.sql.SQLException;

/** A piece of work that is kept whole or not at all. */
@FunctionalInterface
interface Unit<T> {
  T run(Transaction transaction) throws SQLException;
}
