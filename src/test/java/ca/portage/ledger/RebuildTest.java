package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.ledger.LedgerException.Reason;
import ca.portage.ledger.journal.Damage;
import ca.portage.ledger.journal.Journal;
import ca.portage.spool.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ledger again, row for row, and what is said and held where the spool no longer tells all. */
class RebuildTest extends LedgerCase {

  @Test
  void aLostLedgerComesBackRowForRow() throws Exception {
    work();
    ledger.close();
    List<String> before = LedgerDump.of(database());
    Files.delete(database());
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
    Rebuilt made = rebuild();
    assertThat(made.damages()).isEmpty();
    assertThat(made.inDoubt()).isZero();
    assertThat(LedgerDump.of(database())).isEqualTo(before);
    open();
    claimed("NEXT");
  }

  @Test
  void whatWasForcedAndNeverCommittedDoesNotComeBack() throws Exception {
    work();
    ledger.close();
    try (Statements raw = Connections.writer(database());
        Recorder recorder = Recorder.beside(database())) {
      recorder.watch(raw);
      raw.execute("BEGIN IMMEDIATE");
      assertThat(recorder.agrees()).isTrue();
      new Transaction(raw, now()).alert(CHANNEL, Optional.empty(), "never committed");
      recorder.record(now());
    }
    open();
    claimed("NEXT");
    ledger.close();
    List<String> before = LedgerDump.of(database());
    assertThat(rebuild().damages()).isEmpty();
    assertThat(LedgerDump.of(database())).isEqualTo(before).noneMatch(r -> r.contains("never"));
    open();
  }

  @Test
  void anOldCopyOfTheLedgerIsBroughtUpToDate() throws Exception {
    work();
    Path copy = spool.resolve("copy.db");
    ledger.backup(copy);
    accepted("LATER");
    ledger.close();
    List<String> before = LedgerDump.of(database());
    Files.move(copy, database(), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::open).hasMessageContaining("old copy");
    assertThat(rebuild().differences().orElseThrow()).containsEntry("attempt", 1L);
    assertThat(LedgerDump.of(database())).isEqualTo(before);
    open();
  }

  @Test
  void theLedgerBeforeIsKeptAside() throws Exception {
    work();
    ledger.close();
    Path copy = Files.copy(database(), spool.resolve("copy"));
    rebuild();
    try (Stream<Path> files = Files.list(spool)) {
      Path aside =
          files.filter(f -> f.toString().matches(".*replaced-.*\\.db")).findFirst().orElseThrow();
      assertThat(Files.mismatch(aside, copy)).isEqualTo(-1);
    }
    open();
  }

  @Test
  void aDryRunLeavesTheSpoolAsItIs() throws Exception {
    work();
    List<String> names = names();
    try (Rebuild rebuild = new Rebuild(database(), clock, false)) {
      assertThat(rebuild.make(text -> {}).differences().orElseThrow().values())
          .isNotEmpty()
          .containsOnly(0L);
    }
    assertThat(names()).isEqualTo(names);
  }

  @Test
  void aDamagedLineIsReportedAndWhatItMayConcernIsHeldAndTold() throws Exception {
    packaged("OLD");
    accepted("TAKEN");
    concluded(sending("SENT").id(), Outcome.ACCEPTED);
    ledger.settle("SENT", State.DONE, "proved");
    packaged("NEW");
    ledger.close();
    damage("\"id\":\"SENT\"", "\"state\":\"SENDING\"");
    Rebuilt made = rebuild();
    assertThat(made.damages())
        .singleElement()
        .extracting(Damage::text)
        .asString()
        .contains("missing");
    open();
    assertThat(state("OLD")).isEqualTo(State.HELD);
    assertThat(state("TAKEN")).isEqualTo(State.ACCEPTED);
    assertThat(state("SENT")).isEqualTo(State.DONE);
    assertThat(state("NEW")).as("written after the damage").isEqualTo(State.PACKAGED);
    assertThat(ledger.alerts(10))
        .singleElement()
        .extracting(Alert::id)
        .isEqualTo(Optional.of("OLD"));
    assertThat(ledger.due(CHANNEL, 10)).extracting(Message::id).containsExactly("NEW");
  }

  @Test
  void withoutTheHoldTheDamagedLineWouldHaveSentAgain() throws Exception {
    accepted("M1");
    ledger.close();
    damage("\"id\":\"M1\"", "\"state\":\"SENDING\"");
    damage("\"id\":\"M1\"", "\"state\":\"ACCEPTED\"");
    rebuild();
    try (Statements raw = Connections.reader(database())) {
      assertThat(
              raw.list(
                  r -> r.getString(1),
                  "SELECT from_state FROM event WHERE to_state = 'HELD'",
                  List.of()))
          .as("what it would be without the hold: due for sending")
          .containsExactly("PACKAGED");
    }
    open();
    assertThat(state("M1")).isEqualTo(State.HELD);
  }

  @Test
  void damageBeforeASnapshotDoesNotMatter() throws Exception {
    packaged("M1");
    ledger.close();
    damage("\"id\":\"M1\"", "\"state\":\"CLAIMED\"");
    try (Statements raw = Connections.writer(database())) {
      raw.execute("UPDATE journal SET version = 0");
    }
    reopen();
    ledger.close();
    Rebuilt made = rebuild();
    assertThat(made.damages()).hasSize(1);
    assertThat(made.inDoubt()).isZero();
    open();
    assertThat(state("M1")).isEqualTo(State.PACKAGED);
  }

  @Test
  void aMissingFileOfTheJournalIsReported() throws Exception {
    ledger.close();
    try (Ledger small =
        Ledger.open(
            database(),
            clock,
            GroupWriter.GROUP,
            Optional.of(new Recorder(new Journal(spool.resolve("journal"), 500))))) {
      for (int i = 0; i < 4; i++) {
        small.claim(claim("M" + i, "m" + i, null));
      }
    }
    try (Stream<Path> files = Files.list(spool.resolve("journal"))) {
      Files.delete(files.sorted().toList().get(2));
    }
    assertThat(rebuild().damages()).extracting(Damage::text).anyMatch(t -> t.contains("missing"));
    open();
    assertThat(ledger.message("M3")).isPresent();
  }

  @Test
  void withoutAJournalSidecarsTellWhatTheyCanAndNothingIsSent() throws Exception {
    note(packaged("M1"));
    accepted("M2");
    note(ledger.settle("M2", State.DONE, "proved"));
    part("D1", 0, "P1");
    Durable.folder(spool.resolve("in"));
    Durable.write(spool.resolve("in/D1.meta.json"), Meta.of(ledger.download("D1").orElseThrow()));
    ledger.close();
    Files.delete(database());
    for (Path file : segments()) {
      Files.delete(file);
    }
    Rebuilt made = rebuild();
    assertThat(made.fromSidecars()).isEqualTo(3);
    open();
    assertThat(state("M1")).isEqualTo(State.HELD);
    assertThat(ledger.wire("M1").orElseThrow().sizeBytes()).isEqualTo(2000);
    assertThat(state("M2")).isEqualTo(State.DONE);
    assertThat(ledger.download("D1").orElseThrow().state()).isEqualTo(DownloadState.UNPACKED);
    assertThat(ledger.alerts(10)).hasSize(2);
    assertThat(ledger.due(CHANNEL, 10)).isEmpty();
    ledger.release("M1");
  }

  private void work() {
    accepted("M1");
    ledger.settle("M1", State.DONE, "proved \u00e9 \"quoted\"\n\\");
    concluded(sending("M2").id(), Outcome.AMBIGUOUS);
    packaged("M3");
    delivering("P1");
    ledger.delivered("P1", Optional.of(receipt("R1")));
    ledger.unpacked("D-P1");
    part("D2", 0, "P2");
    ledger.held("P2", "no key", now());
    ledger.alert(CHANNEL, Optional.empty(), "told");
    ledger.attempt("R1");
    ledger.recover(CHANNEL, now());
  }

  private Rebuilt rebuild() throws IOException {
    try (Rebuild rebuild = new Rebuild(database(), clock, false)) {
      Rebuilt made = rebuild.make(text -> {});
      rebuild.apply();
      return made;
    }
  }

  private void note(Message message) throws IOException {
    Durable.folder(spool.resolve("out"));
    Path folder = spool.resolve("out").resolve(message.id());
    Durable.folder(folder);
    Durable.write(folder.resolve("meta.json"), Meta.of(message, ledger.wire(message.id())));
  }

  private State state(String id) {
    return ledger.message(id).orElseThrow().state();
  }

  /** Flips one letter in the line that holds both texts. */
  private void damage(String text, String more) throws IOException {
    Path file = segments().get(0);
    List<String> lines = new ArrayList<>();
    int hit = 0;
    for (String line : Files.readAllLines(file)) {
      boolean here = line.contains(text) && line.contains(more);
      hit += here ? 1 : 0;
      lines.add(here ? line.replace(more, more.replace("S", "X").replace("C", "X")) : line);
    }
    assertThat(hit).isEqualTo(1);
    Files.write(file, lines);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(spool.resolve("journal"))) {
      return files.sorted().toList();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.map(Path::toString).filter(f -> !f.contains("native")).sorted().toList();
    }
  }
}
