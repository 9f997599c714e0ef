package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.ledger.LedgerException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupWriterTest {
  @TempDir Path spool;
  private final HandClock clock = new HandClock();

  @BeforeEach
  void makeTheFile() throws IOException {
    Connections.prepare(spool.resolve("ledger.db"), clock);
  }

  @Test
  void callersThatWaitTogetherShareOneCommit() throws Exception {
    try (GroupWriter writer = writer(GroupWriter.GROUP)) {
      List<CompletableFuture<?>> callers = pileUp(writer, 20, -1);
      callers.forEach(CompletableFuture::join);
      assertThat(writer.commits()).isEqualTo(2);
      assertThat(alerts()).isEqualTo(20);
    }
  }

  @Test
  void withoutGroupsEachCallerCostsACommit() throws Exception {
    try (GroupWriter writer = writer(1)) {
      List<CompletableFuture<?>> callers = pileUp(writer, 20, -1);
      callers.forEach(CompletableFuture::join);
      assertThat(writer.commits()).isEqualTo(21);
    }
  }

  @Test
  void aUnitThatFailsTakesItsOwnWorkBackAndNobodyElses() throws Exception {
    try (GroupWriter writer = writer(GroupWriter.GROUP)) {
      List<CompletableFuture<?>> callers = pileUp(writer, 20, 7);
      for (int i = 0; i < callers.size(); i++) {
        CompletableFuture<?> caller = callers.get(i);
        if (i == 7) {
          assertThatThrownBy(caller::join).hasRootCauseMessage("unit 7 gives up");
        } else {
          caller.join();
        }
      }
      assertThat(writer.commits()).isEqualTo(2);
      assertThat(alerts()).isEqualTo(19);
    }
  }

  @Test
  void aFailureOfSqliteItselfFailsTheCallerAndTheNextOneWorksOnANewConnection() throws Exception {
    try (GroupWriter writer = writer(GroupWriter.GROUP)) {
      assertThatThrownBy(() -> writer.commit(tx -> tx.update("DELETE FROM no_such_table")))
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORAGE));
      writer.commit(tx -> tx.alert("cig", Optional.empty(), "works again"));
      assertThat(alerts()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptedCallerStillLearnsItsCommitsFateAndStaysInterrupted() throws Exception {
    try (GroupWriter writer = writer(GroupWriter.GROUP)) {
      Thread.currentThread().interrupt();
      writer.commit(tx -> tx.alert("cig", Optional.empty(), "kept"));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(alerts()).isEqualTo(1);
    }
  }

  @Test
  void aFullDiskIsSaidToBeFullAndWhatWasAcknowledgedStays() throws Exception {
    Path database = spool.resolve("ledger.db");
    Connections.writer(database).close();
    GroupWriter.Opening small =
        () -> {
          Statements statements = Connections.writer(database);
          statements.execute("PRAGMA max_page_count=60");
          return statements;
        };
    int[] acknowledged = {0};
    try (GroupWriter writer =
        new GroupWriter(database, clock, small, GroupWriter.GROUP, Optional.empty())) {
      assertThatThrownBy(
              () -> {
                while (acknowledged[0] < 10_000) {
                  writer.commit(tx -> tx.alert("cig", Optional.empty(), "x".repeat(500)));
                  acknowledged[0]++;
                }
              })
          .isInstanceOfSatisfying(
              LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL))
          .hasMessageContaining("The disk is full");
    }
    assertThat(acknowledged[0]).isPositive();
    assertThat(alerts()).isEqualTo(acknowledged[0]);
  }

  /** Callers that all wait behind one unit, which is let go once they do. */
  private List<CompletableFuture<?>> pileUp(GroupWriter writer, int count, int failing)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    new Thread(() -> writer.commit(tx -> waitFor(begun, go))).start();
    begun.await();
    List<CompletableFuture<?>> callers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      CompletableFuture<Object> done = new CompletableFuture<>();
      new Thread(() -> call(writer, number, number == failing, done)).start();
      callers.add(done);
    }
    await().until(() -> writer.waiting() == count);
    go.countDown();
    return callers;
  }

  private static int waitFor(CountDownLatch begun, CountDownLatch go) {
    begun.countDown();
    try {
      go.await();
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void call(
      GroupWriter writer, int number, boolean fails, CompletableFuture<Object> done) {
    try {
      done.complete(
          writer.commit(
              tx -> {
                int rows = tx.alert("cig", Optional.empty(), "unit " + number);
                if (fails) {
                  throw new IllegalStateException("unit " + number + " gives up");
                }
                return rows;
              }));
    } catch (LedgerException e) {
      done.completeExceptionally(e);
    }
  }

  private GroupWriter writer(int groupLimit) throws SQLException, IOException {
    Path database = spool.resolve("ledger.db");
    return new GroupWriter(
        database, clock, () -> Connections.writer(database), groupLimit, Optional.empty());
  }

  private int alerts() {
    try (Ledger ledger = Ledger.read(spool.resolve("ledger.db"))) {
      return ledger.alerts(100_000).size();
    }
  }
}
