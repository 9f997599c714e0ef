package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.ledger.Archive;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Kin;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.spool.Sha256;
import ca.portage.spool.Spool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nothing proves is never called as it was, and what nobody believed is looked at all the
 * same.
 */
class WithoutEvidenceTest {
  private static final String BEGUN =
      "INSERT INTO event (at, subject, from_state, to_state, reason) VALUES (%d, 'evidence',"
          + " 'evidence', 'evidence', 'from here on')";
  private static final String PURGED =
      "INSERT INTO event (at, subject, from_state, to_state, reason) VALUES (1, 'purge', 'purge',"
          + " 'purge', 'the journal''s lines before 999999 were removed')";

  @TempDir static Path machine;
  @TempDir Path folder;

  private static Carried carried;

  @BeforeAll
  static void carry() throws Exception {
    carried = Carried.in(machine.resolve("home"));
  }

  @Test
  void whatWasDoneBeforeThereWasEvidenceIsCountedAsUnproved() throws Exception {
    Carried old = withoutEvidence(folder.resolve("old"), Long.MAX_VALUE / 1_000_000);
    Carried.Told told = new Carried.Told();
    Outcome outcome = old.examine(List.of(), told);
    assertThat(told.findings()).isEmpty();
    assertThat(outcome.beside()).isEmpty();
    assertThat(outcome.unproved()).isEqualTo(outcome.messages()).isPositive();
  }

  @Test
  void whatWasDoneAfterThatIsAFinding() throws Exception {
    Carried late = withoutEvidence(folder.resolve("late"), 1);
    Carried.Told told = new Carried.Told();
    Outcome outcome = late.examine(List.of(), told);
    assertThat(outcome.unproved()).isZero();
    assertThat(told.proofs).allSatisfy(proof -> assertThat(proof.findings()).isNotEmpty());
    assertThat(told.findings())
        .contains(
            "it is DONE, and no receipt proves that, and nothing was kept that proves it",
            "it is CLOSED, and nothing was kept that proves it",
            "it was signed, and nothing was kept that proves it");
  }

  @Test
  void anExportIsThereToProveAndExcusesNothing() throws Exception {
    Carried old = withoutEvidence(folder.resolve("old"), Long.MAX_VALUE / 1_000_000);
    Path export = folder.resolve("export");
    old.export(export, List.of());
    assertThat(Carried.examine(export, old.trust, folder).findings()).isPositive();
  }

  /** An event that somebody wrote into the ledger explains nothing. */
  @Test
  void onlyWhatTheJournalTellsExplainsOrExcuses() throws Exception {
    Carried forged = carried.copy(folder.resolve("forged"));
    for (Path segment : Bits.files(forged.spool().resolve("journal"))) {
      Files.delete(segment);
    }
    sql(forged, "DELETE FROM evidence");
    Ledger.open(forged.home.ledger(), Clock.systemUTC()).close();
    sql(forged, PURGED, BEGUN.formatted(Long.MAX_VALUE / 1_000_000));
    Outcome outcome = forged.examine(List.of(), new Carried.Told());
    assertThat(outcome.beside())
        .anyMatch(text -> text.contains("are missing and no purge says so"))
        .filteredOn(text -> text.startsWith("table event: the journal tells nothing of row "))
        .hasSize(2);
    assertThat(outcome.unproved()).isZero();
  }

  @Test
  void theRawBytesOfWhatWasRejectedAndOfEmptyAnswersAreLookedAt() throws Exception {
    Carried home = carried.copy(folder.resolve("home"));
    Path rejected = answer(home, "7ZZZZZZZZZZZZZZZZZZZZZZZZ1", true);
    Path empty = answer(home, "7ZZZZZZZZZZZZZZZZZZZZZZZZ2", false);
    assertThat(home.examine(List.of(), new Carried.Told()).findings()).isZero();
    Bits.flip(rejected, 3);
    Carried.Told told = new Carried.Told();
    home.examine(List.of(), told);
    assertThat(told.findings()).singleElement().asString().startsWith("the raw answer was changed");
    Bits.flip(rejected, 3);
    Bits.flip(empty, 3);
    assertThat(home.examine(List.of(), new Carried.Told()).beside())
        .singleElement()
        .asString()
        .startsWith("download 7ZZZZZZZZZZZZZZZZZZZZZZZZ2: the raw answer was changed");
  }

  @Test
  void aPurgeThatIsUnderWayOrWasCutOffTouchedNothing() throws Exception {
    Carried home = carried.copy(folder.resolve("home"));
    Message out = carried.facts(Direction.OUT, Kind.INTERCHANGE).get(0).message();
    try (Ledger ledger = Ledger.open(home.home.ledger(), Clock.systemUTC());
        Spool spool = Spool.read(home.spool())) {
      Kin kin = new Archive(ledger).kin(out.id());
      Path payload = spool.out(out.id()).payload();
      byte[] before = Files.readAllBytes(payload);
      Files.delete(payload);
      assertThat(home.examine(List.of(), new Carried.Told()).findings())
          .as("control: nobody announced it")
          .isPositive();
      Files.write(payload, before);
      ledger.purging(List.of(kin));
      Files.delete(payload);
      Outcome cut = home.examine(List.of(), new Carried.Told());
      assertThat(cut.findings()).isZero();
      assertThat(cut.unproved()).isEqualTo(1);
      Carried.Told told =
          new Carried.Told() {
            @Override
            public void progress(long done, long total) {
              if (done == 1) {
                ledger.purge(List.of(kin), Instant.MAX, "meanwhile");
              }
            }
          };
      Outcome beside = home.examine(List.of(), told);
      assertThat(told.findings()).isEmpty();
      assertThat(beside.beside()).isEmpty();
      assertThat(home.examine(List.of(), new Carried.Told()).findings()).isZero();
    }
  }

  @Test
  void damagedRowsAreFindingsAndTheOthersAreProvedAllTheSame() throws Exception {
    Carried home = carried.copy(folder.resolve("home"));
    Message out = carried.facts(Direction.OUT, Kind.INTERCHANGE).get(0).message();
    Message in = carried.facts(Direction.IN, Kind.INTERCHANGE).get(0).message();
    sql(
        home,
        "UPDATE message SET state = 'NOSUCH' WHERE id = '%s'".formatted(out.id()),
        "UPDATE evidence SET report = '[' WHERE id = '%s'".formatted(in.id()));
    Carried.Told told = new Carried.Told();
    Outcome outcome = home.examine(List.of(), told);
    assertThat(outcome.messages()).isEqualTo(4L * Carried.NAMES.size());
    assertThat(told.proofs)
        .filteredOn(proof -> proof.id().equals(out.id()) || proof.id().equals(in.id()))
        .hasSize(2)
        .allSatisfy(
            proof ->
                assertThat(proof.findings())
                    .singleElement()
                    .asString()
                    .startsWith("what is known of it cannot be read"));
    assertThat(told.proofs).filteredOn(proof -> proof.findings().isEmpty()).isNotEmpty();
    assertThat(home.exported(folder.resolve("export"), List.of()).missing())
        .contains(
            "message "
                + in.id()
                + ": its row or its evidence was damaged: This is no report: "
                + "Unexpected end-of-input: expected close marker for Array (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])");
  }

  /** A download of the client's own making: one part that is rejected, or none. */
  private static Path answer(Carried home, String id, boolean rejected) throws Exception {
    try (Ledger ledger = Ledger.open(home.home.ledger(), Clock.systemUTC());
        Spool spool = Spool.read(home.spool())) {
      Path raw = spool.in(id).raw();
      Files.writeString(raw, "what came for " + id);
      String sha256 = Sha256.of(Content.of(raw)).sha256Hex();
      ledger.openDownload(id, "cig", "<" + id + "@test.example>");
      ledger.stored(id, Files.size(raw), sha256, true);
      if (rejected) {
        String part = id.replace("7ZZZ", "7YYY");
        ledger.part(id, 0, "cig", part, 10, Optional.empty());
        ledger.rejected(part, "nobody signed it", Optional.empty());
      }
      ledger.unpacked(id);
      return raw;
    }
  }

  /** A home whose journal begins anew, without any evidence, and says so. */
  private static Carried withoutEvidence(Path to, long since) throws Exception {
    Carried old = carried.copy(to);
    sql(old, "DELETE FROM evidence", PURGED, BEGUN.formatted(since));
    for (Path segment : Bits.files(old.spool().resolve("journal"))) {
      Files.delete(segment);
    }
    Ledger.open(old.home.ledger(), Clock.systemUTC()).close();
    return old;
  }

  private static void sql(Carried home, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.home.ledger());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        assertThat(statement.executeUpdate(sql)).isPositive();
      }
    }
  }
}
