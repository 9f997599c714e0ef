package ca.portage.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.pki.TestAuthority;
import ca.portage.spool.InFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export proves its messages on a machine that has nothing but it and the authorities. */
class ExportTest {
  @TempDir static Path machine;
  @TempDir Path other;

  private static Carried carried;
  private static Path export;

  @BeforeAll
  static void carry() throws Exception {
    carried = Carried.in(machine.resolve("home"));
    export = machine.resolve("export");
    assertThat(carried.export(export, List.of())).isEqualTo(4 * Carried.NAMES.size());
    for (String folder : List.of("out", "in", "certificates", "crls", "journal", "facts")) {
      assertThat(Bits.files(export.resolve(folder))).as(folder).isNotEmpty();
    }
  }

  @Test
  void everythingIsProvedFromTheFolderAndTheAuthoritiesAlone() throws Exception {
    Outcome outcome = examine(export);
    assertThat(outcome.beside()).isEmpty();
    assertThat(outcome.findings()).isZero();
    assertThat(outcome.messages()).isEqualTo(4L * Carried.NAMES.size());
    assertThat(outcome.link()).matches("[0-9a-f]{64}");
  }

  @Test
  void aBitFlippedAnywhereIsFound() throws Exception {
    int flips = 0;
    for (Path file : Bits.files(export)) {
      for (long offset : Bits.offsets(file)) {
        Bits.flip(file, offset);
        assertThat(examine(export).findings()).as("%s at byte %d", file, offset).isPositive();
        Bits.flip(file, offset);
        flips++;
      }
    }
    assertThat(flips).isGreaterThan(100);
    assertThat(examine(export).findings()).as("control: as it was before").isZero();
  }

  /** Whoever changes a file may make the manifest anew; it is not what the proof rests on. */
  @Test
  void aBitFlippedInAnythingThatProvesIsFoundWithAManifestMadeAnew() throws Exception {
    for (Path file : Bits.files(export)) {
      String name = file.getFileName().toString();
      if (List.of("README.txt", "export.json", "MANIFEST.sha256").contains(name)) {
        continue;
      }
      long offset = Files.size(file) / 3;
      Bits.flip(file, offset);
      makeManifestAnew();
      assertThat(examine(export).findings()).as("%s at byte %d", file, offset).isPositive();
      Bits.flip(file, offset);
    }
    makeManifestAnew();
    assertThat(examine(export).findings()).as("control: as it was before").isZero();
  }

  @Test
  void aFileThatIsMissingCutExchangedOrTooManyIsFound() throws Exception {
    for (Path file : Bits.files(export)) {
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(examine(export).findings()).as("without %s", file).isPositive();
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
      assertThat(examine(export).findings()).as("%s, cut", file).isPositive();
      Files.write(file, bytes);
    }
    Path stranger = export.resolve("out/stranger");
    Files.writeString(stranger, "what is this");
    assertThat(examine(export).beside())
        .containsExactly("file out/stranger is none of this export");
    Files.delete(stranger);
    List<Facts> sent = carried.facts(Direction.OUT, Kind.INTERCHANGE);
    exchange(payload(sent.get(0)), payload(sent.get(1)));
    assertThat(examine(export).findings()).isPositive();
    exchange(payload(sent.get(0)), payload(sent.get(1)));
    assertThat(examine(export).findings()).isZero();
  }

  @Test
  void aJournalWhoseEndIsCutOffIsFoundWithAManifestMadeAnew() throws Exception {
    Path journal = Bits.files(export.resolve("journal")).get(0);
    List<String> lines = Files.readAllLines(journal);
    for (int left : new int[] {1, lines.size() / 2, lines.size() - 1}) {
      Files.write(journal, lines.subList(0, left));
      makeManifestAnew();
      assertThat(examine(export).beside())
          .anyMatch(text -> text.startsWith("the journal is not the one that was exported"));
    }
    Files.write(journal, lines);
    makeManifestAnew();
    assertThat(examine(export).findings()).isZero();
  }

  @Test
  void aMessageTakenOutOfTheListIsMissed() throws Exception {
    Path list = export.resolve("messages.txt");
    List<String> ids = Files.readAllLines(list);
    Files.write(list, ids.subList(1, ids.size()));
    makeManifestAnew();
    assertThat(examine(export).beside())
        .contains("the journal tells of messages that are not here: 1");
    Files.write(list, ids);
    makeManifestAnew();
  }

  @Test
  void otherAuthoritiesProveNothing() throws Exception {
    Path strangers = Files.createDirectory(other.resolve("strangers"));
    TestAuthority.writePem(
        strangers.resolve("ca.pem"),
        TestAuthority.create("Test Gateway CA", Clock.systemUTC()).certificate());
    assertThat(Carried.examine(export, strangers, other).findings()).isPositive();
  }

  @Test
  void oneMessageIsExportedWithItsReceiptsAndNothingOfOthers() throws Exception {
    List<Facts> sent = carried.facts(Direction.OUT, Kind.INTERCHANGE);
    Facts one = sent.get(0);
    Path alone = other.resolve("alone");
    assertThat(carried.export(alone, List.of(one.id()))).isEqualTo(2);
    assertThat(Carried.examine(alone, carried.trust, other).findings()).isZero();
    assertThat(Files.readAllLines(alone.resolve("messages.txt")))
        .containsExactlyInAnyOrder(one.id(), one.receipts().get(0));
    String journal = Files.readString(Bits.files(alone.resolve("journal")).get(0));
    assertThat(journal).contains(one.id()).contains("\"left_out\":\"");
    for (Facts stranger : sent.subList(1, sent.size())) {
      assertThat(journal).doesNotContain(stranger.id(), stranger.message().file().orElseThrow());
    }
  }

  @Test
  void opensslVerifiesTheReceiptAsItWasExported() throws Exception {
    List<Facts> receipts = carried.facts(Direction.IN, Kind.RECEIPT);
    assertThat(receipts).isNotEmpty();
    for (Facts receipt : receipts) {
      InFolder in = new InFolder(export.resolve("in"), receipt.message().download().orElseThrow());
      ForTools tools = ForTools.of(in, receipt.message().part());
      assertThat(openssl(tools)).as(receipt.id()).isZero();
      assertThat(Files.readString(tools.part())).containsIgnoringCase("Received-content-MIC");
    }
    Facts sent = carried.facts(Direction.OUT, Kind.INTERCHANGE).get(0);
    Path out = export.resolve("out").resolve(sent.id());
    ForTools ours = new ForTools(out.resolve("part"), out.resolve("signature.p7s"));
    assertThat(openssl(ours)).isZero();
    Bits.flip(ours.part(), 100);
    assertThat(openssl(ours)).as("control: a bit flipped").isNotZero();
    Bits.flip(ours.part(), 100);
  }

  @Test
  void everyReceiptSaysWhenAndByWhomItsSignerWasCertified() {
    assertThat(carried.facts(Direction.IN, Kind.RECEIPT))
        .isNotEmpty()
        .allSatisfy(
            receipt -> {
              Evidence verified = receipt.at(Evidence.Step.VERIFIED).orElseThrow();
              assertThat(verified.report().all("path"))
                  .hasSizeGreaterThan(1)
                  .allSatisfy(
                      sha256 ->
                          assertThat(export.resolve("certificates").resolve(sha256 + ".cer"))
                              .exists());
              assertThat(receipt.at(Evidence.Step.JUDGED).orElseThrow().report().one("verdict"))
                  .contains("SETTLED");
            });
  }

  private Outcome examine(Path folder) throws Exception {
    return Carried.examine(folder, carried.trust, other);
  }

  private static Path payload(Facts facts) {
    return export.resolve("out").resolve(facts.id()).resolve("payload");
  }

  private static void exchange(Path one, Path two) throws IOException {
    byte[] bytes = Files.readAllBytes(one);
    Files.write(one, Files.readAllBytes(two));
    Files.write(two, bytes);
  }

  private static void makeManifestAnew() throws IOException {
    Files.delete(export.resolve("MANIFEST.sha256"));
    Manifest.write(export);
  }

  private int openssl(ForTools tools) throws Exception {
    Path authorities = other.resolve("cas.pem");
    List<Path> files = new ArrayList<>(Bits.files(carried.trust));
    files.sort(Comparator.naturalOrder());
    StringBuilder pem = new StringBuilder();
    files.removeIf(file -> !file.toString().endsWith(".pem"));
    for (Path file : files) {
      pem.append(Files.readString(file));
    }
    Files.writeString(authorities, pem);
    Process process =
        new ProcessBuilder(
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                tools.signature().toString(),
                "-content",
                tools.part().toString(),
                "-CAfile",
                authorities.toString(),
                "-purpose",
                "any",
                "-out",
                other.resolve("content").toString())
            .redirectErrorStream(true)
            .redirectOutput(other.resolve("openssl.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
