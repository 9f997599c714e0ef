package ca.portage.ledger;

import ca.portage.ledger.LedgerException.Reason;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A unit of work on its way through the writer, and the caller that waits for it. */
final class Task<T> {
  private final Unit<T> unit;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private T value;
  private RuntimeException failure;

  Task(Unit<T> unit) {
    this.unit = unit;
  }

  /**
   * Runs the unit under a savepoint of its own, so that its failure takes nobody else with it.
   *
   * @throws SQLException if the failure concerns the whole transaction
   */
  void run(Statements statements, Transaction transaction) throws SQLException {
    statements.execute("SAVEPOINT unit");
    int told = transaction.lines().size();
    failure = null;
    try {
      value = unit.run(transaction);
    } catch (SQLException e) {
      if (!constraint(e)) {
        throw e;
      }
      failure =
          new LedgerException(
              Reason.CONTRADICTION,
              "The ledger already holds something that rules this out; nothing was changed. "
                  + e.getMessage(),
              e);
    } catch (RuntimeException e) {
      failure = e;
    }
    if (failure != null) {
      statements.execute("ROLLBACK TO unit");
      transaction.lines().subList(told, transaction.lines().size()).clear();
    }
    statements.execute("RELEASE unit");
  }

  private static boolean constraint(SQLException e) {
    return e instanceof SQLiteException s
        && (s.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
  }

  /** Tells the caller how its unit went, once the transaction round it is on the disk. */
  void committed() {
    if (failure == null) {
      done.complete(value);
    } else {
      done.completeExceptionally(failure);
    }
  }

  /** Tells the caller that nothing was kept; its own failure, if any, says more. */
  void abandoned(LedgerException cause) {
    done.completeExceptionally(failure == null ? cause : failure);
  }

  /** Waits; an interrupt is remembered but never leaves a commit's fate unknown to its caller. */
  T await() {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LedgerException refusal) {
        throw again(refusal);
      }
      throw new LedgerException(
          Reason.STORAGE, "The ledger kept nothing of this: " + e.getCause().getMessage(), e);
    }
  }

  /** The refusal of the writer's thread, with the caller's own stack for the log. */
  private static LedgerException again(LedgerException refusal) {
    refusal.addSuppressed(new Throwable("asked for here"));
    return refusal;
  }
}
