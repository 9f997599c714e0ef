package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.ledger.LedgerException.Reason;
import ca.portage.ledger.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What the journal holds, and who is right when it and the ledger differ after a crash. */
class JournalTest extends LedgerCase {

  @Test
  void aChangeIsInTheJournalWithEveryRowItMadeBeforeItsCallerKnows() throws IOException {
    claimed("M1");
    List<String> lines = lines();
    List<String> group = lines.subList(lines.size() - 3, lines.size());
    assertThat(group.get(0)).contains("\"table\":\"message\",\"row\":{\"id\":\"M1\",");
    assertThat(group.get(1)).contains("\"table\":\"event\",\"row\":{");
    assertThat(group.get(2)).contains("\"commit\":{\"after\":").contains("\"lines\":2}");
  }

  @Test
  void everyLineEndsWithTheChecksumOfItsOwnBytes() throws IOException {
    claimed("M\u00e91");
    assertThat(lines())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              byte[] covered =
                  line.substring(0, line.lastIndexOf(",\"crc\""))
                      .getBytes(StandardCharsets.US_ASCII);
              CRC32C crc = new CRC32C();
              crc.update(covered, 0, covered.length);
              assertThat(line).endsWith(",\"crc\":\"%08x\"}".formatted(crc.getValue()));
            });
  }

  @Test
  void sequenceNumbersAreWithoutGapOverFilesAndRestarts() throws IOException {
    ledger.close();
    for (int i = 0; i < 5; i++) {
      try (Ledger small = withSegments(700)) {
        small.claim(claim("A" + i, "a" + i, null));
        small.claim(claim("B" + i, "b" + i, null));
      }
    }
    open();
    assertThat(segments()).hasSizeGreaterThan(5);
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith("{\"seq\":" + (i + 1) + ",");
    }
  }

  @Test
  void aUnitThatFailsLeavesNoLine() throws IOException {
    claimed("M1");
    int before = lines().size();
    assertThatThrownBy(() -> ledger.attempt("M1")).isInstanceOf(IllegalTransitionException.class);
    assertThat(lines()).hasSize(before);
  }

  @Test
  void linesTheLedgerNeverCommittedAreDeclaredVoid() throws Exception {
    claimed("M1");
    ledger.close();
    crashBetweenForceAndCommit("lost");
    int orphans = lines().size();
    assertThat(lines().get(orphans - 2)).contains("lost");
    open();
    assertThat(ledger.alerts(10)).isEmpty();
    claimed("M2");
    assertThat(lines().get(orphans))
        .contains(
            "\"void\":{\"after\":%d,\"from\":%d,\"to\":%d}"
                .formatted(orphans - 3, orphans - 1, orphans));
  }

  @Test
  void anUnfinishedLastLineIsCutOff() throws IOException {
    claimed("M1");
    ledger.close();
    Path file = segments().get(0);
    long whole = Files.size(file);
    Files.writeString(file, "{\"seq\":99,\"at\":\"20", StandardOpenOption.APPEND);
    open();
    assertThat(Files.size(file)).isEqualTo(whole);
    claimed("M2");
    assertThat(lines()).allMatch(line -> line.endsWith("\"}"));
  }

  @Test
  void anOldCopyOfTheLedgerIsRefusedHoweverLittleItLacks() throws IOException {
    claimed("M1");
    Path copy = spool.resolve("copy.db");
    ledger.backup(copy);
    claimed("M2");
    ledger.close();
    Files.move(copy, database(), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT))
        .hasMessageContaining("portage rebuild-ledger");
  }

  @Test
  void aCopyThatLacksNothingIsTaken() throws IOException {
    claimed("M1");
    Path copy = spool.resolve("copy.db");
    ledger.backup(copy);
    ledger.close();
    Files.move(copy, database(), StandardCopyOption.REPLACE_EXISTING);
    open();
    assertThat(ledger.message("M1")).isPresent();
  }

  @Test
  void aJournalThatIsGoneBeginsAnewWithEveryRow() throws IOException {
    claimed("M1");
    ledger.close();
    for (Path file : segments()) {
      Files.delete(file);
    }
    open();
    assertThat(lines()).anyMatch(line -> line.contains("\"id\":\"M1\""));
    assertThat(lines()).last().asString().contains("\"snapshot\":true");
    claimed("M2");
    assertThat(lines()).last().asString().contains("\"commit\"");
  }

  @Test
  void twoProcessesThatWriteInTurnShareOneJournal() throws IOException {
    try (Ledger other = Ledger.open(database(), clock)) {
      for (int i = 0; i < 10; i++) {
        claimed("A" + i);
        other.claim(claim("B" + i, "b" + i, null));
      }
    }
    claimed("Z");
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith("{\"seq\":" + (i + 1) + ",");
    }
    assertThat(lines).noneMatch(line -> line.contains("\"void\""));
  }

  @Test
  void onlyItsOwnerReadsTheJournal() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(segments().get(0))))
        .isEqualTo("rw-------");
  }

  private void crashBetweenForceAndCommit(String text) throws Exception {
    try (Statements raw = Connections.writer(database());
        Recorder recorder = Recorder.beside(database())) {
      recorder.watch(raw);
      raw.execute("BEGIN IMMEDIATE");
      assertThat(recorder.agrees()).isTrue();
      new Transaction(raw, now()).alert(CHANNEL, Optional.empty(), text);
      recorder.record(now());
    }
  }

  private Ledger withSegments(long bytes) {
    Recorder recorder = new Recorder(new Journal(Recorder.folder(database()), bytes));
    return Ledger.open(database(), clock, GroupWriter.GROUP, Optional.of(recorder));
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(spool.resolve("journal"))) {
      return files.sorted().toList();
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : segments()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }
}
