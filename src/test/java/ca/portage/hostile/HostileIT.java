package ca.portage.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The running product against a gateway that has turned hostile (reliability §3, D to G): every
 * answer meets its verdict, nothing unverified is written in the clear, every raw answer is kept,
 * the next honest message arrives, and the heap stays as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIT {
  private static final int MAY_GROW_MEGABYTES = 12;
  private static final Path MATRIX = Path.of("target", "matrices", "hostile.md");

  private final Canaries canaries = new Canaries();
  private final String marker = "portage-evil-" + Bytes.word();
  private List<Outcome> outcomes = List.of();
  private Path top;
  private Rig rig;
  private int megabytesBefore;
  private int megabytesAfter;

  @BeforeAll
  void play(@TempDir Path folder) throws Exception {
    top = folder;
    Path home = Files.createDirectories(folder.resolve("one/two/three/home"));
    Path log = folder.resolve("gc.log");
    rig = Rig.open(home, Heap.options(log));
    Heap heap = new Heap(rig.run().pid(), log);
    Play play = new Play(rig, canaries);
    play.all(honest());
    megabytesBefore = heap.megabytesAfterCollection();
    outcomes = new ArrayList<>(play.all(hostile()));
    outcomes.addAll(play.all(receipts()));
    megabytesAfter = heap.megabytesAfterCollection();
    // So hard that nothing it left about can be cleared away before it is looked at.
    rig.run().kill();
    writeMatrix();
  }

  /** So that what is loaded once does not count as growth. */
  private List<HostileCase> honest() throws Exception {
    Scene scene = new Scene(rig.parties(), canaries);
    for (int i = 0; i < 5; i++) {
      scene.add(
          "-", "warm " + i, Reply.download(scene.good(), scene.good()), Expected.delivered(2));
    }
    return scene.cases();
  }

  private List<HostileCase> hostile() throws Exception {
    Scene scene = new Scene(rig.parties(), canaries);
    DownloadCases.write(scene);
    AnswerCases.write(scene);
    MultipartCases.write(scene);
    EncodingCases.write(scene);
    HeaderCases.write(scene, marker);
    EnvelopeCases.write(scene);
    SizeCases.write(scene);
    SignatureCases.write(scene);
    WrappingCases.write(scene);
    LargeCases.write(scene);
    return scene.cases();
  }

  private List<HostileCase> receipts() throws Exception {
    Scene scene = new Scene(rig.parties(), canaries);
    ForgedReceiptCases.write(scene, rig);
    ReceiptCases.write(scene, rig);
    return scene.cases();
  }

  @AfterAll
  void stop() throws Exception {
    if (rig != null) {
      rig.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyAnswerMeetsItsVerdict() {
    return outcomes.stream()
        .map(
            outcome ->
                DynamicTest.dynamicTest(
                    outcome.played().toString(),
                    () -> assertThat(outcome.problems(rig::message)).isEmpty()));
  }

  @Test
  void thereAreAtLeastAHundredAndFiftyCases() {
    assertThat(outcomes).hasSizeGreaterThan(150);
    assertThat(outcomes).extracting(o -> o.played().toString()).doesNotHaveDuplicates();
  }

  @Test
  void nothingUnverifiedIsWrittenInTheClear() throws Exception {
    assertThat(Footprints.evil(rig.home())).isEmpty();
  }

  @Test
  void theInboxHoldsEachGoodFileOnceUnderANameThatWasMade() throws Exception {
    List<String> arrived = new ArrayList<>();
    try (Stream<Path> files = Files.walk(rig.home().resolve("inbox"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getParent().endsWith(".portage")) {
          continue;
        }
        assertThat(file.getFileName().toString())
            .matches("\\d{8}T\\d{6}_(edifact|cadex|other)_[0-9A-Z]{26}\\.edi");
        Matcher words = Canaries.ANY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        assertThat(words.find()).as("%s", file).isTrue();
        arrived.add(words.group());
      }
    }
    assertThat(arrived).doesNotHaveDuplicates().allMatch(Canaries::isGood);
    assertThat(arrived).containsExactlyInAnyOrderElementsOf(canaries.allGood());
  }

  @Test
  void noNameFromOutsideNamesAFile() throws Exception {
    assertThat(Footprints.named(marker, top, Path.of(""), Path.of("/tmp"))).isEmpty();
    assertThat(top.resolve("one/two/three").toFile().list()).containsExactly("home");
  }

  @Test
  void nothingIsAskedOfAnotherAddress() {
    assertThat(rig.gateway().strays()).isEmpty();
  }

  @Test
  void theLogHoldsOneLineAnEventAndNoControlCharacter() throws Exception {
    try (Stream<Path> logs = Files.list(rig.home().resolve("spool/log"))) {
      for (Path log : logs.toList()) {
        assertThat(Files.readAllLines(log))
            .allMatch(l -> l.matches("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]{12}Z [A-Z ]{5} .*"))
            .noneMatch(l -> l.codePoints().anyMatch(Character::isISOControl));
      }
    }
    assertThat(rig.run().output().codePoints())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n');
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages", "messages --json", "status"})
  void whatAnAdminReadsHoldsNoControlCharacter(String command) throws Exception {
    List<String> words =
        new ArrayList<>(List.of(Path.of("bin", "portage").toAbsolutePath().toString()));
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of("--home", rig.home().toString()));
    Path output = top.resolve(command.replace(' ', '_') + ".out");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.waitFor();
    assertThat(Files.readString(output))
        .isNotBlank()
        .satisfies(
            text ->
                assertThat(text.codePoints())
                    .noneMatch(c -> Character.isISOControl(c) && c != '\n'));
  }

  @Test
  void theHeapIsAsItWas() throws Exception {
    assertThat(rig.run().output()).doesNotContain("OutOfMemoryError");
    assertThat(megabytesAfter).isLessThan(megabytesBefore + MAY_GROW_MEGABYTES);
  }

  private void writeMatrix() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("# Hostile answers: what was sent, and what became of it");
    lines.add("");
    lines.add(
        "%d cases; heap after a whole collection: %d MB before, %d MB after."
            .formatted(outcomes.size(), megabytesBefore, megabytesAfter));
    lines.add("");
    lines.add("| fault | case | state | what an admin is told |");
    lines.add("|---|---|---|---|");
    outcomes.forEach(o -> lines.add(o.row()));
    Files.createDirectories(MATRIX.getParent());
    Files.write(MATRIX, lines);
  }
}
