package ca.portage.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Event;
import ca.portage.ledger.Ulid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The running product against a gateway that has turned hostile (reliability §3, D to G): every
 * answer meets its verdict, nothing unverified is written in the clear, every raw answer is kept,
 * the next honest message arrives, and the heap stays as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIT {
  private static final int MAY_GROW_MEGABYTES = 12;

  /** Of the 64 that a service is started with. */
  private static final int MAY_HOLD_MEGABYTES = 48;

  private static final String EVERYTHING = "1000000";
  private static final String TIME = "20\\d\\d-\\d\\d-\\d\\dT[0-9:.]{12}Z";

  private final Canaries canaries = new Canaries();
  private final String marker = "portage-evil-" + Bytes.word();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Path top;
  private Rig rig;
  private InboxWatch begun;
  private List<Event> early;
  private int megabytesBefore;
  private int megabytesAtMost;
  private int megabytesAfter;

  @BeforeAll
  void play(@TempDir Path folder) throws Exception {
    top = folder;
    Path home = Files.createDirectories(folder.resolve("one/two/three/home"));
    Path log = folder.resolve("gc.log");
    rig = Rig.open(home, Heap.options(log));
    begun = new InboxWatch(home.resolve("inbox/cig/.portage/tmp"));
    Heap heap = new Heap(rig.run().pid(), log);
    Play play = new Play(rig, canaries);
    play.all(written(this::honest));
    megabytesBefore = heap.megabytesAfterCollection();
    outcomes.addAll(play.all(written(this::hostile)));
    int collections = heap.collections();
    outcomes.addAll(play.all(written(LargeCases::write)));
    megabytesAtMost = heap.mostMegabytesSince(collections);
    outcomes.addAll(play.all(written(this::receipts)));
    RepeatedCases.Queue queue = RepeatedCases.Queue.of(rig);
    outcomes.addAll(play.all(written(queue::early)));
    outcomes.addAll(play.all(written(queue::held)));
    early = rig.ledger().events(rig.message(queue.waiting().sent().messageId()).orElseThrow().id());
    megabytesAfter = heap.megabytesAfterCollection();
    // So hard that nothing it left about can be cleared away before it is looked at.
    rig.run().kill();
    Matrix.write(
        outcomes,
        "after a whole collection the heap holds %d MB before and %d MB after them"
            .formatted(megabytesBefore, megabytesAfter),
        "after any collection while the largest came it held at most %d MB"
            .formatted(megabytesAtMost));
  }

  private interface Writing {
    void write(Scene scene) throws Exception;
  }

  private List<HostileCase> written(Writing cases) throws Exception {
    Scene scene = new Scene(rig.parties(), canaries);
    cases.write(scene);
    return scene.cases();
  }

  /** So that what is loaded once does not count as growth. */
  private void honest(Scene scene) {
    for (int i = 0; i < 5; i++) {
      scene.add(
          "-", "warm " + i, Reply.download(scene.good(), scene.good()), Expected.delivered(2));
    }
  }

  private void hostile(Scene scene) throws Exception {
    DownloadCases.write(scene);
    AnswerCases.write(scene);
    MultipartCases.write(scene);
    EncodingCases.write(scene);
    FloodCases.write(scene);
    HeaderCases.write(scene, marker, rig.gateway().stray().toString(), rig.trap().uri());
    EnvelopeCases.write(scene);
    SizeCases.write(scene);
    SignatureCases.write(scene);
    WrappingCases.write(scene);
  }

  private void receipts(Scene scene) throws Exception {
    ForgedReceiptCases.write(scene, rig);
    ReceiptCases.write(scene, rig);
    RepeatedCases.write(scene, rig);
  }

  @AfterAll
  void stop() throws Exception {
    if (begun != null) {
      begun.close();
    }
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
                    outcome.played().toString(), () -> assertThat(outcome.problems()).isEmpty()));
  }

  @Test
  void thereAreAtLeastAHundredAndFiftyCases() {
    assertThat(outcomes).hasSizeGreaterThan(150);
    assertThat(outcomes).extracting(o -> o.played().toString()).doesNotHaveDuplicates();
  }

  /** D16 would show nothing if the answer had come first. */
  @Test
  void theEarlyReceiptSettledAMessageThatWasStillSending() {
    assertThat(early)
        .extracting(e -> e.from() + " to " + e.to())
        .contains("SENDING to DONE")
        .doesNotContain("SENDING to ACCEPTED", "SENDING to AMBIGUOUS");
  }

  @Test
  void nothingUnverifiedIsLeftInTheClear() throws Exception {
    assertThat(Footprints.evil(rig.home())).isEmpty();
  }

  @Test
  void theInboxHoldsEachGoodPayloadOnceByteForByteUnderANameThatWasMade() throws Exception {
    Map<String, byte[]> arrived = new HashMap<>();
    try (Stream<Path> files = Files.walk(rig.home().resolve("inbox"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getParent().endsWith(".portage")) {
          continue;
        }
        assertThat(file.getFileName().toString())
            .matches("\\d{8}T\\d{6}_(edifact|cadex|other)_[0-9A-Z]{26}\\.edi");
        byte[] content = Files.readAllBytes(file);
        Matcher words = Canaries.ANY.matcher(Bytes.text(content));
        assertThat(words.find()).as("%s", file).isTrue();
        assertThat(canaries.payloads().get(words.group()))
            .as("%s holds exactly what was sent", words.group())
            .isEqualTo(content);
        assertThat(arrived.put(words.group(), content)).as("a second %s", words.group()).isNull();
      }
    }
    assertThat(arrived).containsOnlyKeys(canaries.payloads().keySet());
  }

  /** Also while it ran: for nothing else was a file so much as begun. */
  @Test
  void noFileWasEverBegunInTheInboxButForAGoodPayload() {
    assertThat(begun.messages()).allMatch(Ulid::isOne).hasSameSizeAs(canaries.payloads().keySet());
  }

  @Test
  void noNameFromOutsideNamesAFile() throws Exception {
    assertThat(Footprints.named(marker, top, Path.of(""), Path.of("/tmp"))).isEmpty();
    assertThat(top.resolve("one/two/three").toFile().list()).containsExactly("home");
  }

  @Test
  void nothingIsAskedOfAnotherAddress() {
    assertThat(rig.gateway().strays()).isEmpty();
    assertThat(rig.trap().visits()).isZero();
  }

  @Test
  void theLogHoldsOneLineAnEventAndNoneThatSomebodyElseWrote() throws Exception {
    List<String> written = new ArrayList<>(List.of(rig.run().output()));
    try (Stream<Path> logs = Files.list(rig.home().resolve("spool/log"))) {
      for (Path log : logs.toList()) {
        written.add(Files.readString(log));
        assertThat(written.get(written.size() - 1).split("\n"))
            .allMatch(l -> l.matches(TIME + " [A-Z ]{5} .*"));
      }
    }
    assertThat(written).hasSizeGreaterThan(1).anyMatch(text -> text.contains(Parties.FORGED));
    for (String text : written) {
      assertThat(text.codePoints()).noneMatch(c -> Character.isISOControl(c) && c != '\n');
      assertThat(text.split("\n")).noneMatch(l -> l.startsWith(Parties.FORGED));
    }
  }

  @TestFactory
  Stream<DynamicTest> whatAnAdminReadsHoldsNoControlCharacter() {
    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of("messages", "--limit", EVERYTHING));
    commands.add(List.of("messages", "--json", "--limit", EVERYTHING));
    commands.add(List.of("status"));
    outcomes.stream()
        .filter(o -> o.played().toString().matches("G2 (delivered|rejected) .*red>"))
        .forEach(o -> commands.add(List.of("show", o.became().get(0).parts().get(0).id())));
    assertThat(commands).hasSize(5);
    return commands.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    String.join(" ", c), () -> readable(c.toArray(String[]::new))));
  }

  private void readable(String... words) throws Exception {
    Command command = Command.run(rig.home(), top, words);
    assertThat(command.exitCode()).as(command.output()).isZero();
    assertThat(command.output().codePoints())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n');
    if (words[0].equals("show") || words[1 % words.length].equals("--json")) {
      assertThat(command.output()).as("it shows what was sent, made harmless").contains("[31mred");
    }
  }

  @Test
  void theHeapStaysFlat() throws Exception {
    assertThat(rig.run().output()).doesNotContain("OutOfMemoryError");
    assertThat(megabytesAfter).isLessThan(megabytesBefore + MAY_GROW_MEGABYTES);
    assertThat(megabytesAtMost).isLessThan(MAY_HOLD_MEGABYTES);
  }
}
