package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.care.Purge;
import ca.portage.content.Content;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.NewClaim;
import ca.portage.ledger.Rebuild;
import ca.portage.spool.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A home proves all it did from its spool; whoever touches that is found out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HomeExaminationTest {
  @TempDir static Path machine;

  private static Carried carried;
  private static Set<String> downloads;

  @BeforeAll
  static void carry() throws Exception {
    carried = Carried.in(machine.resolve("home"));
    downloads =
        Stream.of(Kind.values())
            .flatMap(kind -> carried.facts(Direction.IN, kind).stream())
            .map(facts -> facts.message().download().orElseThrow())
            .collect(Collectors.toSet());
  }

  @Test
  @Order(1)
  void aMessageIsProvedDoneByItsReceiptAndFromItsBytes() throws Exception {
    Facts sent = carried.facts(Direction.OUT, Kind.INTERCHANGE).get(0);
    Carried.Told told = new Carried.Told();
    Outcome outcome = carried.examine(List.of(sent.id()), told);
    assertThat(told.findings()).isEmpty();
    assertThat(outcome.beside()).isEmpty();
    assertThat(outcome.messages()).as("with its receipt").isEqualTo(2);
    assertThat(outcome.signers())
        .singleElement()
        .asString()
        .matches("CN=.+, SHA-256 [0-9a-f]{64}: 1");
    assertThat(told.proved())
        .anyMatch(t -> t.startsWith("the file as it was dropped"))
        .anyMatch(t -> t.startsWith("its check, made anew from these bytes"))
        .anyMatch(t -> t.startsWith("our signature, by "))
        .anyMatch(t -> t.startsWith("signed by ") && t.contains(" by a path to "))
        .anyMatch(t -> t.contains("signed that it processed " + sent.message().messageId().get()));
  }

  @Test
  @Order(2)
  void everyFileOfTheSpoolThatProvesSomethingIsLookedAt() throws Exception {
    int flips = 0;
    for (String folder : List.of("out", "in", "certificates", "crls", "journal")) {
      for (Path file : Bits.files(carried.spool().resolve(folder))) {
        if (!proves(file)) {
          continue;
        }
        long offset = Files.size(file) / 2;
        Bits.flip(file, offset);
        assertThat(carried.examine(List.of(), new Carried.Told()).findings())
            .as("%s at byte %d", file, offset)
            .isPositive();
        Bits.flip(file, offset);
        flips++;
      }
    }
    assertThat(flips).isGreaterThan(25);
    assertThat(carried.examine(List.of(), new Carried.Told()).findings()).isZero();
  }

  @Test
  @Order(3)
  void aJournalWhoseLastLineWasTakenAwayIsFound() throws Exception {
    List<Path> segments = Bits.files(carried.spool().resolve("journal"));
    Path last = segments.get(segments.size() - 1);
    List<String> lines = Files.readAllLines(last);
    Files.write(last, lines.subList(0, lines.size() - 3));
    assertThat(carried.examine(List.of(), new Carried.Told()).beside())
        .anyMatch(text -> text.contains("its end is missing"));
    Files.write(last, lines);
    assertThat(carried.examine(List.of(), new Carried.Told()).findings()).isZero();
  }

  @Test
  @Order(4)
  void aRowEditedOrDeletedByHandIsFound() throws Exception {
    Path database = carried.home.ledger();
    Path copy = machine.resolve("ledger.copy");
    try (Ledger ledger = Ledger.read(database)) {
      ledger.backup(copy);
    }
    String zeros = "A".repeat(27) + "=, sha1";
    edit(
        "UPDATE message SET mic = '"
            + zeros
            + "' WHERE kind = 'INTERCHANGE' AND direction = 'OUT'");
    Carried.Told told = new Carried.Told();
    carried.examine(List.of(), told);
    assertThat(told.findings())
        .contains("its row is not what the journal tells of it")
        .anyMatch(text -> text.startsWith("its check is not " + zeros));
    restore(copy, database);
    edit("DELETE FROM evidence WHERE about IS NOT NULL");
    told = new Carried.Told();
    carried.examine(List.of(), told);
    assertThat(told.findings())
        .contains("its evidence is not what the journal tells of it")
        .contains("it is DONE, and no receipt proves that, and nothing was kept that proves it");
    restore(copy, database);
    edit("DELETE FROM message WHERE direction = 'IN' AND kind = 'RECEIPT'");
    Outcome outcome = carried.examine(List.of(), new Carried.Told());
    assertThat(outcome.beside())
        .contains("the journal tells of messages that are not here: " + Carried.NAMES.size());
    restore(copy, database);
    assertThat(carried.examine(List.of(), new Carried.Told()).findings()).isZero();
  }

  /** Even who writes everything anew that Portage wrote cannot write what the gateway signed. */
  @Test
  @Order(5)
  void aForgerWhoMakesEveryHashAndTheWholeJournalAnewIsFoundByTheGatewaysSignature()
      throws Exception {
    Carried forged = carried.copy(machine.resolve("forged"));
    Facts sent = forged.facts(Direction.OUT, Kind.INTERCHANGE).get(0);
    Path payload = forged.spool().resolve("out").resolve(sent.id()).resolve("payload");
    Bits.flip(payload, 20);
    String sha256 = Sha256.of(Content.of(payload)).sha256Hex();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + forged.home.ledger());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE message SET sha256 = '%s' WHERE id = '%s'".formatted(sha256, sent.id()));
    }
    for (Path segment : Bits.files(forged.spool().resolve("journal"))) {
      Files.delete(segment);
    }
    Ledger.open(forged.home.ledger(), Clock.systemUTC()).close();
    Carried.Told told = new Carried.Told();
    Outcome outcome = forged.examine(List.of(sent.id()), told);
    assertThat(told.findings())
        .doesNotContain("its row is not what the journal tells of it")
        .anyMatch(text -> text.startsWith("the signed part is "));
    assertThat(outcome.beside())
        .anyMatch(text -> text.contains("are missing and no purge says so"));
  }

  @Test
  @Order(5)
  void whatARunningServiceWritesMeanwhileIsNoFinding() throws Exception {
    Carried busy = carried.copy(machine.resolve("busy"));
    String id = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
    Path payload = busy.spool().resolve("out").resolve(id).resolve("payload");
    Files.createDirectory(payload.getParent());
    Files.writeString(payload, "dropped meanwhile");
    String sha256 = Sha256.of(Content.of(payload)).sha256Hex();
    Carried.Told told =
        new Carried.Told() {
          private boolean claimed;

          @Override
          public void progress(long done, long total) {
            if (!claimed) {
              claimed = true;
              try (Ledger service = Ledger.open(busy.home.ledger(), Clock.systemUTC())) {
                service.claim(
                    new NewClaim(
                        id, "cig", "late.edi", sha256, 17, Optional.empty(), Duration.ZERO));
              }
            }
          }
        };
    Outcome outcome = busy.examine(List.of(), told);
    assertThat(told.findings()).isEmpty();
    assertThat(outcome.findings()).isZero();
    assertThat(told.proofs).extracting(Proof::id).contains(id);
  }

  @Test
  @Order(6)
  void aLedgerRebuiltFromTheJournalProvesTheSame() throws Exception {
    try (Rebuild rebuild = new Rebuild(carried.home.ledger(), Clock.systemUTC(), false)) {
      assertThat(rebuild.make(text -> {}).damages()).isEmpty();
      rebuild.apply();
    }
    Carried.Told told = new Carried.Told();
    assertThat(carried.examine(List.of(), told).findings()).isZero();
    assertThat(told.proofs).hasSize(4 * Carried.NAMES.size());
  }

  @Test
  @Order(7)
  void whatIsPurgedGoesWithAllItsEvidenceAndTheRestIsStillProved() throws Exception {
    try (Ledger ledger = Ledger.open(carried.home.ledger(), Clock.systemUTC())) {
      Purge.apply(
          carried.home, ledger, "cig", Clock.systemUTC().instant().plus(Duration.ofMinutes(1)));
    }
    assertThat(Bits.files(carried.spool().resolve("out"))).isEmpty();
    assertThat(Bits.files(carried.spool().resolve("in"))).noneMatch(HomeExaminationTest::proves);
    Outcome outcome = carried.examine(List.of(), new Carried.Told());
    assertThat(outcome.messages()).isZero();
    assertThat(outcome.beside()).isEmpty();
  }

  /** A sidecar helps to rebuild a ledger, and a poll may have been under way at the stop. */
  private static boolean proves(Path file) {
    String name = file.getFileName().toString();
    boolean received = file.startsWith(carried.spool().resolve("in"));
    return !name.endsWith("meta.json")
        && (!received || downloads.stream().anyMatch(id -> name.startsWith(id + ".")));
  }

  private static void edit(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + carried.home.ledger());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = OFF");
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  private static void restore(Path copy, Path database) throws Exception {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
    }
    Files.copy(copy, database);
  }
}
