package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.Home;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import ca.portage.ledger.State;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of answer through the running product: what settles a message, what does not, and what
 * an admin reads of it (reliability §2.1, F1 to F11).
 */
class VerdictMatrixTest {
  /** What is like an empty queue: it stands in the ledger, and nobody is alerted. */
  private static final String EMPTY = "a 200 with nothing in place of a download";

  private static final List<VerdictResult> RESULTS = new ArrayList<>();

  @TempDir static Path folder;

  @BeforeAll
  static void play() throws Exception {
    List<VerdictKind> kinds = new ArrayList<>(AcceptedReceipts.list());
    kinds.addAll(AcceptedSignatures.list());
    kinds.addAll(ReportFaults.list());
    kinds.addAll(DispositionFaults.list());
    kinds.addAll(SignatureFaults.list());
    kinds.addAll(StructureFaults.list());
    for (String digest : List.of("sha256", "sha1")) {
      try (VerdictStage stage = new VerdictStage(folder.resolve(digest), digest)) {
        RESULTS.addAll(stage.play(kinds.stream().filter(k -> k.digest().equals(digest)).toList()));
        if (digest.equals("sha1")) {
          RESULTS.addAll(new AnswerStories(stage).play());
          RESULTS.addAll(new VerdictStories(stage).play());
        }
      }
    }
  }

  @AfterAll
  static void write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Verdicts: what each kind of answer comes to");
    String group = "";
    for (VerdictResult result : RESULTS) {
      if (!group.equals(result.kind().group())) {
        group = result.kind().group();
        lines.addAll(
            List.of(
                "",
                "## " + group,
                "",
                "| what comes | message | receipt | after an honest one | a credulous reader"
                    + " believes it | reason |",
                "|---|---|---|---|---|---|"));
      }
      lines.add(result.row());
    }
    Files.write(Files.createDirectories(Path.of("target/matrices")).resolve("verdicts.md"), lines);
  }

  static Stream<VerdictResult> results() {
    return RESULTS.stream();
  }

  @Test
  void thereAreManyKindsAndNoneTwice() {
    assertThat(RESULTS).hasSizeGreaterThanOrEqualTo(60);
    assertThat(RESULTS).extracting(VerdictResult::toString).doesNotHaveDuplicates();
  }

  /** The control: without the guards these answers do harm. */
  @Test
  void aReaderThatChecksNothingBelievesMostOfWhatIsForged() {
    assertThat(RESULTS)
        .filteredOn(r -> r.kind().group().equals("not signed by the gateway"))
        .filteredOn(VerdictResult::believed)
        .hasSizeGreaterThan(20)
        .extracting(VerdictResult::message)
        .containsOnly(State.ACCEPTED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void eachKindLandsWhereItMustAndSaysWhy(VerdictResult result) {
    VerdictKind kind = result.kind();
    assertThat(result.message()).as(result.reason()).isEqualTo(kind.message());
    if (kind.receipt() != State.STORED) {
      assertThat(result.receipt()).as(result.reason()).isEqualTo(kind.receipt().name());
    }
    assertThat(result.reason()).isNotBlank().contains(kind.words());
    assertThat(result.listed()).as("the commands say so").isTrue();
    assertThat(result.after()).isEqualTo(kind.open() ? State.DONE : kind.message());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void whatIsNoProofIsToldAndWhatSettlesIsNot(VerdictResult result) {
    boolean clean = result.kind().words().equals("signed that it processed");
    boolean replayed = result.receipt().equals(State.DUPLICATE.name());
    boolean ordinary =
        Set.of(EMPTY, "a page with 200 for the message").contains(result.kind().name());
    assertThat(result.told()).isEqualTo(!clean && !replayed && !ordinary);
    if (result.reason().startsWith("its receipt is no proof")) {
      assertThat(result.remembered()).as("the message's history says why").isTrue();
    }
  }

  /** Who is refused today may be somebody to find tomorrow. */
  @Test
  void whatIsRejectedKeepsWhyAndWhoHadSignedIt() throws IOException {
    Home home = new Home(folder.resolve("sha1"));
    try (Ledger ledger = Ledger.read(home.ledger());
        Spool spool = Spool.read(home.spool())) {
      EvidenceReader reader = new EvidenceReader(ledger);
      List<Report> refused = new ArrayList<>();
      for (Message message : ledger.messages(rejected())) {
        refused.add(
            reader
                .facts(message.id())
                .flatMap(facts -> facts.at(Evidence.Step.REJECTED))
                .orElseThrow()
                .report());
      }
      assertThat(refused).hasSizeGreaterThan(20).allMatch(r -> r.one("reason").isPresent());
      assertThat(refused)
          .filteredOn(r -> r.one("reason").orElse("").contains("not the gateway's"))
          .isNotEmpty()
          .allSatisfy(
              report ->
                  assertThat(report.all("path"))
                      .isNotEmpty()
                      .allMatch(sha256 -> Files.exists(spool.certificates().file(sha256))));
    }
  }

  private static Filter rejected() {
    return new Filter(
        Optional.of("cig"),
        Optional.of(State.REJECTED),
        Optional.of(Direction.IN),
        Optional.empty(),
        10_000);
  }
}
