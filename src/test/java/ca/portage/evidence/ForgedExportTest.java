package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing can be written into an exported journal under the hash that stands for it. */
class ForgedExportTest {
  @TempDir static Path machine;
  @TempDir Path other;

  private static Carried carried;
  private static Path whole;
  private static Path part;

  @BeforeAll
  static void carry() throws Exception {
    carried = Carried.in(machine.resolve("home"));
    whole = machine.resolve("whole");
    carried.export(whole, List.of());
    part = machine.resolve("part");
    carried.export(part, List.of(carried.facts(Direction.OUT, Kind.INTERCHANGE).get(0).id()));
  }

  @Test
  void aLineThatLinksByAnothersHashMaySayNothingElse() throws Exception {
    for (String words :
        List.of(
            ",\"table\":\"message\",\"row\":{\"id\":\"X\"}",
            ",\"table\":\"message\",\"gone\":{\"id\":\"X\"}",
            ",\"commit\":{\"after\":1,\"lines\":1}",
            ",\"at\":\"2026-01-01T00:00:00Z\"",
            " ")) {
      forge(
          part,
          journal(part, "\"left_out\""),
          line -> line.replace(",\"prev\"", words + ",\"prev\""),
          "not as it was written");
    }
  }

  @Test
  void whatStandsInThePlaceOfALinkIsTheLinkAndNothingElse() throws Exception {
    String instead = ",\"gone\":{\"id\":\"X\"},\"prev\":\"";
    String prev = instead + "0".repeat(9 + 64 - instead.length()) + "\"";
    Carried forged = carried.copy(other.resolve("forged"));
    assertThat(forged.examine(List.of(), new Carried.Told()).findings()).as("control").isZero();
    Path journal = Bits.files(forged.spool().resolve("journal")).get(0);
    String before = Files.readString(journal);
    // The first line follows none: its link is the same whether it carries that or nothing.
    Journals.rewrite(journal, 0, line -> line.replaceFirst(",\"prev\":\"0{64}\"", prev));
    assertThat(journal).content().isNotEqualTo(before).hasSameSizeAs(before);
    assertThat(forged.examine(List.of(), new Carried.Told()).beside())
        .anyMatch(text -> text.startsWith("the journal: "));
  }

  @Test
  void anExportThatSaysItIsWholeLeavesNoLineOut() throws Exception {
    int event = journal(whole, "\"table\":\"event\"");
    assertThat(examine(whole).excerpt()).isZero();
    forge(whole, event, Journals::withoutWords, "export.json says that it is whole, and 1 of");
    assertThat(examine(part).findings()).isZero();
    assertThat(examine(part).excerpt()).isPositive();
  }

  @Test
  void bytesBehindTheLastLineAreFound() throws Exception {
    Path journal = Bits.files(whole.resolve("journal")).get(0);
    byte[] before = Files.readAllBytes(journal);
    Files.writeString(journal, "{\"seq\":", StandardOpenOption.APPEND);
    remake(whole);
    assertThat(examine(whole).beside()).anyMatch(text -> text.contains("it has no end"));
    Files.write(journal, before);
    remake(whole);
    assertThat(examine(whole).findings()).isZero();
  }

  @Test
  void theRawAnswerIsHeldAgainstTheRowOfThePollWhichTheJournalTells() throws Exception {
    String id = carried.facts(Direction.IN, Kind.RECEIPT).get(0).id();
    Path facts = ExportExamination.facts(whole, id);
    String before = Files.readString(facts);
    Files.writeString(facts, before.replaceFirst("\"complete\" : 1", "\"complete\" : 0"));
    remake(whole);
    Carried.Told told = new Carried.Told();
    new ExportExamination(whole, carried.believable(), other).run(told);
    assertThat(told.findings())
        .contains("the answer it came in is not what the journal tells of it");
    Files.writeString(facts, before);
    remake(whole);
    assertThat(examine(whole).findings()).isZero();
  }

  private void forge(Path export, int line, UnaryOperator<String> change, String found)
      throws Exception {
    Path journal = Bits.files(export.resolve("journal")).get(0);
    byte[] before = Files.readAllBytes(journal);
    String link = examine(export).link();
    Journals.rewrite(journal, line, change);
    assertThat(Files.readAllBytes(journal)).isNotEqualTo(before);
    remake(export);
    Outcome outcome = examine(export);
    assertThat(outcome.beside()).as(link).anyMatch(text -> text.contains(found));
    Files.write(journal, before);
    remake(export);
    assertThat(examine(export).findings()).as("control: as it was before").isZero();
  }

  private static int journal(Path export, String part) throws Exception {
    return Journals.find(Bits.files(export.resolve("journal")).get(0), part);
  }

  private static void remake(Path export) throws Exception {
    Files.delete(export.resolve("MANIFEST.sha256"));
    Manifest.write(export);
  }

  private Outcome examine(Path export) throws Exception {
    return Carried.examine(export, carried.trust, other);
  }
}
