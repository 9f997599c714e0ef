package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Damage;
import ca.portage.ledger.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Nobody changes the journal later without a trace, checksums made anew or not. */
class JournalChainTest extends LedgerCase {
  private static final String FIRST = "0".repeat(64);

  @Test
  void everyLineCarriesTheHashOfAllLinesBeforeIt() throws Exception {
    claimed("M1");
    claimed("M2");
    String link = FIRST;
    for (String line : lines()) {
      String said = line.substring(0, line.lastIndexOf(",\"prev\":"));
      assertThat(line).startsWith(said + ",\"prev\":\"" + link + "\",\"crc\":");
      link =
          sha256(HexFormat.of().parseHex(link + sha256(said.getBytes(StandardCharsets.US_ASCII))));
    }
    assertThat(lines()).hasSizeGreaterThan(5);
    assertThat(course().link()).contains(link);
  }

  @Test
  void theChainGoesOnOverFilesRestartsAndTwoProcessesThatWriteInTurn() throws Exception {
    ledger.close();
    for (int i = 0; i < 5; i++) {
      Recorder recorder = new Recorder(new Journal(Recorder.folder(database()), 700));
      try (Ledger small =
          Ledger.open(database(), clock, GroupWriter.GROUP, Optional.of(recorder))) {
        small.claim(claim("A" + i, "a" + i, null));
      }
    }
    open();
    try (Ledger other = Ledger.open(database(), clock)) {
      claimed("B");
      other.claim(claim("C", "c", null));
      claimed("D");
    }
    assertThat(segments()).hasSizeGreaterThan(4);
    assertThat(course().breaks()).isEmpty();
  }

  @Test
  void linesThatWereNeverCommittedAreABranchWhetherTheDiskKeptThemOrNot() throws Exception {
    claimed("M1");
    ledger.close();
    int before = lines().size();
    try (Statements raw = Connections.writer(database());
        Recorder recorder = Recorder.beside(database())) {
      recorder.watch(raw);
      raw.execute("BEGIN IMMEDIATE");
      assertThat(recorder.agrees()).isTrue();
      new Transaction(raw, now()).alert(CHANNEL, Optional.empty(), "lost");
      recorder.record(now());
    }
    int orphans = lines().size();
    open();
    claimed("M2");
    claimed("M3");
    assertThat(course().breaks()).isEmpty();
    change(lines -> without(lines, before, orphans));
    assertThat(course().breaks()).isEmpty();
    assertThat(course().damages()).isEmpty();
  }

  @Test
  void aLineThatSaysSomethingElseIsFoundThoughItsChecksumIsRight() throws Exception {
    everyChangeIsFound(lines -> changed(lines, 3, text -> text.replace("M1", "M9")));
  }

  @Test
  void aLineTakenOutIsFoundThoughAllLinesAfterItAreNumberedAnew() throws Exception {
    everyChangeIsFound(
        lines -> {
          List<String> left = without(lines, 3, 4);
          for (int i = 3; i < left.size(); i++) {
            String number = "{\"seq\":" + (i + 1) + ",";
            left.set(i, sealed(left.get(i).replaceFirst("\\{\"seq\":\\d+,", number)));
          }
          return left;
        });
  }

  @Test
  void linesThatChangedPlacesAreFound() throws Exception {
    everyChangeIsFound(
        lines -> {
          List<String> swapped = new ArrayList<>(lines);
          swapped.set(2, sealed(lines.get(3).replace("\"seq\":4,", "\"seq\":3,")));
          swapped.set(3, sealed(lines.get(2).replace("\"seq\":3,", "\"seq\":4,")));
          return swapped;
        });
  }

  @Test
  void aLineWithoutAHashAmongLinesThatHaveOneIsFound() throws Exception {
    everyChangeIsFound(
        lines -> changed(lines, 3, text -> text.replaceFirst(",\"prev\":\"[0-9a-f]{64}\"", "")));
  }

  @Test
  void linesDeclaredVoidByNobodyCannotBePassedOver() throws Exception {
    claimed("M1");
    claimed("M2");
    claimed("M3");
    List<String> lines = lines();
    String second = lines.get(lines.size() - 6);
    String skipped = second.replaceFirst(".*\"prev\":\"([0-9a-f]{64})\".*", "$1");
    everyChangeIsFound(
        all ->
            changed(
                all,
                all.size() - 3,
                text -> text.replaceFirst("\"prev\":\"[0-9a-f]{64}", "\"prev\":\"" + skipped)));
  }

  @Test
  void aJournalFromBeforeTheChainIsGoneOnWith() throws Exception {
    claimed("M1");
    ledger.close();
    change(
        lines ->
            lines.stream()
                .map(line -> sealed(line.replaceFirst(",\"prev\":\"[0-9a-f]{64}\"", "")))
                .toList());
    Files.delete(database());
    try (Rebuild rebuild = new Rebuild(database(), clock, false)) {
      assertThat(rebuild.make(text -> {}).damages()).isEmpty();
      rebuild.apply();
    }
    open();
    claimed("M2");
    assertThat(course().breaks()).isEmpty();
    assertThat(lines()).last().asString().contains("\"prev\":");
    change(
        lines -> {
          int last = 0;
          while (!lines.get(last + 1).contains("\"prev\"")) {
            last++;
          }
          return changed(lines, last, text -> text.replace("\"crc", "\"x\":1,\"crc"));
        });
    assertThat(course().breaks()).isNotEmpty();
  }

  private void everyChangeIsFound(UnaryOperator<List<String>> change) throws IOException {
    claimed("M1");
    claimed("M2");
    assertThat(course().breaks()).isEmpty();
    change(change);
    assertThat(course().breaks()).extracting(Damage::place).allMatch(p -> p.contains(" line "));
    assertThat(course().breaks()).isNotEmpty();
    assertThat(course().damages()).as("control: the checksums alone see nothing").isEmpty();
  }

  private static List<String> changed(List<String> lines, int at, UnaryOperator<String> change) {
    List<String> changed = new ArrayList<>(lines);
    assertThat(change.apply(lines.get(at))).isNotEqualTo(lines.get(at));
    changed.set(at, sealed(change.apply(lines.get(at))));
    return changed;
  }

  private static List<String> without(List<String> lines, int from, int to) {
    List<String> left = new ArrayList<>(lines);
    left.subList(from, to).clear();
    return left;
  }

  /** The line with the checksum that a forger would make anew. */
  private static String sealed(String line) {
    String said = line.substring(0, line.lastIndexOf(",\"crc\""));
    byte[] covered = said.getBytes(StandardCharsets.US_ASCII);
    CRC32C crc = new CRC32C();
    crc.update(covered, 0, covered.length);
    return said + ",\"crc\":\"%08x\"}".formatted(crc.getValue());
  }

  private void change(UnaryOperator<List<String>> change) throws IOException {
    Path file = segments().get(0);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Files.write(file, change.apply(lines));
  }

  private Course course() throws IOException {
    return Course.of(spool.resolve("journal"));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
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
