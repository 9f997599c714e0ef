package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.ledger.journal.Journal;
import ca.portage.spool.FailingForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that does not confirm, rows that are taken away, and files whose time is over. */
class JournalFaultsTest extends LedgerCase {
  private final FailingForce disk = new FailingForce();

  @BeforeEach
  void onThatDisk() throws IOException {
    ledger.close();
    Files.delete(database());
    for (Path file : segments()) {
      Files.delete(file);
    }
    ledger = with(Journal.SEGMENT_BYTES);
  }

  @Test
  void afterAFailedForceTheSameLinesGoToANewFile() throws Exception {
    claimed("M1");
    disk.next(1);
    claimed("M2");
    claimed("M3");
    assertThat(segments()).hasSize(2);
    assertComesBack();
  }

  @Test
  void whenThatFailsTooTheCallerIsToldAndNothingIsKept() throws Exception {
    claimed("M1");
    disk.next(2);
    assertThatThrownBy(() -> claimed("M2"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("The disk did not confirm");
    assertThat(ledger.message("M2")).isEmpty();
    claimed("M3");
    assertComesBack();
  }

  @Test
  void aRowThatWasTakenAwayDoesNotComeBack() throws Exception {
    claimed("M1");
    claimed("M2");
    ledger.close();
    try (GroupWriter writer =
        new GroupWriter(
            database(),
            clock,
            () -> Connections.writer(database()),
            1,
            Optional.of(Recorder.beside(database())))) {
      writer.commit(tx -> tx.update("DELETE FROM event WHERE subject = 'M1'"));
      writer.commit(tx -> tx.update("DELETE FROM message WHERE id = 'M1'"));
    }
    assertComesBack();
    assertThat(ledger.message("M1")).isEmpty();
    assertThat(ledger.message("M2")).isPresent();
  }

  @Test
  void oldFilesGoOnlyBehindASnapshotAndTheLedgerStillComesBack() throws Exception {
    ledger.close();
    ledger = with(400);
    claimed("OLD");
    clock.advance(Duration.ofDays(10));
    claimed("NEW");
    Instant yesterday = now().minus(Duration.ofDays(1));
    Path first = segments().get(0);
    JournalPurge purge = new JournalPurge(database());
    assertThat(purge.look(now().minus(Duration.ofDays(11)))).isZero();
    long bytes = purge.look(yesterday);
    assertThat(bytes).isPositive();
    assertThat(purge.apply(ledger, yesterday)).isEqualTo(bytes);
    assertThat(segments()).isNotEmpty().doesNotContain(first);
    EvidenceReader reader = new EvidenceReader(ledger);
    JournalAudit audit = JournalAudit.of(reader, database());
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.unexplainedBeginning()).isEmpty();
    assertComesBack();
    assertThat(ledger.message("OLD")).isPresent();
  }

  private void assertComesBack() throws Exception {
    ledger.close();
    List<String> rows = LedgerDump.of(database());
    try (Rebuild rebuild = new Rebuild(database(), clock, false)) {
      Rebuilt made = rebuild.make(text -> {});
      assertThat(made.damages()).isEmpty();
      rebuild.apply();
    }
    assertThat(LedgerDump.of(database())).isEqualTo(rows);
    open();
  }

  private Ledger with(long segmentBytes) {
    Journal journal = new Journal(spool.resolve("journal"), segmentBytes, disk::make);
    return Ledger.open(database(), clock, GroupWriter.GROUP, Optional.of(new Recorder(journal)));
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(spool.resolve("journal"))) {
      return files.sorted().toList();
    }
  }
}
