package ca.portage.ledger;

import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ledger.LedgerException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Units that wait while a commit is being forced share the next commit,
 * so that callers cost fsyncs by the group and not by the head (performance.md).
 */
final class GroupWriter implements AutoCloseable {
  static final int GROUP = 256;

  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

  /**
   * Opens and checks a connection; asked again after a failure, since SQLite's state is unknown.
   */
  @FunctionalInterface
  interface Opening {
    Statements open() throws SQLException;
  }

  private final Path database;
  private final Clock clock;
  private final Opening opening;
  private final int groupLimit;
  private final Optional<Recorder> recorder;
  private final DiskTrouble trouble;
  private final BlockingQueue<Optional<Task<?>>> queue = new LinkedBlockingQueue<>();
  private final AtomicLong commits = new AtomicLong();
  private final Thread thread = new Thread(this::work, "portage-ledger");
  private final Object gate = new Object();
  private boolean closed;
  private Statements statements;

  GroupWriter(
      Path database, Clock clock, Opening opening, int groupLimit, Optional<Recorder> recorder)
      throws SQLException, IOException {
    this.database = database;
    this.clock = clock;
    this.opening = opening;
    this.groupLimit = groupLimit;
    this.recorder = recorder;
    this.trouble = new DiskTrouble(database);
    openFirst();
    thread.setDaemon(true);
    thread.start();
  }

  private void openFirst() throws SQLException, IOException {
    boolean ready = false;
    try {
      begin();
      statements.execute("ROLLBACK");
      ready = true;
    } finally {
      if (!ready) {
        disconnect();
      }
    }
  }

  /** Runs a unit and returns when its commit is forced. */
  <T> T commit(Unit<T> unit) {
    Task<T> task = new Task<>(unit);
    synchronized (gate) {
      if (closed) {
        throw new LedgerException(
            Reason.NOT_WRITABLE, "The ledger is closed; nothing was recorded.");
      }
      queue.add(Optional.of(task));
    }
    return task.await();
  }

  /** How many transactions were committed. */
  long commits() {
    return commits.get();
  }

  /** How many units wait for the commit after the one under way. */
  int waiting() {
    return queue.size();
  }

  private void work() {
    boolean open = true;
    while (open) {
      List<Optional<Task<?>>> taken = take();
      open = taken.stream().allMatch(Optional::isPresent);
      List<Task<?>> group = new ArrayList<>();
      taken.forEach(task -> task.ifPresent(group::add));
      if (!group.isEmpty()) {
        commit(group);
      }
    }
    closeJournal();
    disconnect();
  }

  private void closeJournal() {
    try {
      if (recorder.isPresent()) {
        if (statements != null) {
          statements.execute("BEGIN IMMEDIATE");
          recorder.get().closing(clock.instant());
        }
        recorder.get().close();
      }
    } catch (SQLException | IOException e) {
      LOG.warn("The journal beside {} did not close cleanly; nothing is lost by it", database, e);
    }
  }

  private List<Optional<Task<?>>> take() {
    List<Optional<Task<?>>> taken = new ArrayList<>();
    while (taken.isEmpty()) {
      try {
        taken.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody has reason to interrupt this thread, and its callers wait: it goes on.
        continue;
      }
    }
    queue.drainTo(taken, groupLimit - 1);
    return taken;
  }

  private void commit(List<Task<?>> group) {
    try {
      recordWithRoom(group);
    } catch (SQLException | IOException | RuntimeException | Error e) {
      disconnect();
      LedgerException failure = Storage.failure(database, e);
      group.forEach(task -> task.abandoned(failure));
      trouble.count(e);
    }
  }

  /** On a full disk once more, with the space that was kept back for this. */
  private void recordWithRoom(List<Task<?>> group) throws SQLException, IOException {
    try {
      record(group);
    } catch (SQLException | IOException e) {
      if (!trouble.roomMadeAfter(e)) {
        throw e;
      }
      disconnect();
      record(group);
    }
  }

  @DurableSteps({CrashPoint.LEDGER_WRITTEN, CrashPoint.LEDGER_COMMITTED})
  private void record(List<Task<?>> group) throws SQLException, IOException {
    begin();
    Transaction transaction = new Transaction(statements, clock.instant());
    for (Task<?> task : group) {
      task.run(statements, transaction);
    }
    CrashPoint.LEDGER_WRITTEN.reached();
    if (recorder.isPresent()) {
      recorder.get().record(transaction.now());
    }
    statements.execute("COMMIT");
    commits.incrementAndGet();
    CrashPoint.LEDGER_COMMITTED.reached();
    group.forEach(Task::committed);
    transaction.lines().forEach(LogLine::tell);
  }

  /** Begins a transaction of a ledger and a journal that agree. */
  private void begin() throws SQLException, IOException {
    if (statements == null) {
      statements = opening.open();
      if (recorder.isPresent()) {
        recorder.get().watch(statements);
      }
    }
    trouble.mend(statements);
    statements.execute("BEGIN IMMEDIATE");
    if (recorder.isPresent() && !recorder.get().agrees()) {
      recorder.get().snapshot(clock.instant());
      statements.execute("COMMIT");
      statements.execute("BEGIN IMMEDIATE");
      if (!recorder.get().agrees()) {
        throw new IOException("the journal did not keep what was just written to it");
      }
    }
  }

  /** Closing rolls back whatever was open. */
  private void disconnect() {
    Statements old = statements;
    statements = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        LOG.warn("The ledger {} did not close cleanly; the next opening repairs it", database, e);
      }
    }
  }

  /** Finishes what was asked before, then closes the database. */
  @Override
  public void close() {
    synchronized (gate) {
      if (!closed) {
        closed = true;
        queue.add(Optional.empty());
      }
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
