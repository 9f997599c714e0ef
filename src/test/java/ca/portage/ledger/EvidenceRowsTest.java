package ca.portage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was found out about a message is kept with the change it led to, once, and goes with it. */
class EvidenceRowsTest extends LedgerCase {
  private static final Report FOUND =
      Report.empty()
          .with("mic", "AAAA, sha1")
          .with("path", List.of("a", "b"))
          .with("crls", List.of());

  @Test
  void whatWasFoundOutIsInTheCommitOfTheChange() {
    claimed("M1");
    packaged("M1", FOUND);
    Evidence kept = facts("M1").at(Evidence.Step.SEALED).orElseThrow();
    assertThat(kept.report()).isEqualTo(FOUND);
    assertThat(kept.at()).isEqualTo(ledger.message("M1").orElseThrow().updated());
    assertThat(facts("M1").at(Evidence.Step.VERIFIED)).isEmpty();
  }

  @Test
  void aStepDoneAgainAfterACrashKeepsWhatWasFoundFirst() {
    claimed("M1");
    packaged("M1", FOUND);
    packaged("M1", Report.empty().with("mic", "another"));
    assertThat(facts("M1").at(Evidence.Step.SEALED).orElseThrow().report()).isEqualTo(FOUND);
  }

  @Test
  void aChangeThatIsRefusedKeepsNothing() {
    claimed("M1");
    Transitions proving = ledger.proving("M1", Evidence.Step.SEALED, Optional.empty(), FOUND);
    assertThatThrownBy(() -> proving.attempt("M1")).isInstanceOf(IllegalTransitionException.class);
    assertThat(facts("M1").at(Evidence.Step.SEALED)).isEmpty();
  }

  @Test
  void ofAReceiptThatWasNotMadeNothingIsKept() {
    claimed("M1");
    ledger
        .proving("R1", Evidence.Step.SEALED, Optional.empty(), FOUND)
        .alert(CHANNEL, Optional.of("M1"), "something else");
    assertThat(ledger.list(row -> row.getString(1), "SELECT id FROM evidence")).isEmpty();
  }

  @Test
  void aReceiptBelongsToTheMessageItNamesAndBothGoTogether() {
    sending("M1");
    ledger.settle("M1", State.DONE, "proved");
    part("D1", 0, "R1");
    ledger.verified("R1", Kind.RECEIPT, "<r1@gateway.example>", "AAAA, sha1");
    ledger
        .proving("R1", Evidence.Step.JUDGED, Optional.of("M1"), FOUND)
        .closed("R1", "it settles M1");
    ledger.unpacked("D1");
    assertThat(facts("M1").receipts()).containsExactly("R1");
    for (String one : List.of("M1", "R1")) {
      Kin kin = new Archive(ledger).kin(one);
      assertThat(kin.messages()).extracting(Message::id).containsExactly("M1", "R1");
      assertThat(kin.downloads()).extracting(Download::id).containsExactly("D1");
    }
    clock.advance(java.time.Duration.ofDays(1));
    ledger.purge(List.of(new Archive(ledger).kin("M1")), now(), "test");
    assertThat(ledger.list(row -> row.getString(1), "SELECT id FROM evidence")).isEmpty();
    assertThat(new EvidenceReader(ledger).facts("R1")).isEmpty();
  }

  @Test
  void theJournalBearsWitnessOfRowsAndEvidence() throws IOException {
    claimed("M1");
    packaged("M1", FOUND);
    claimed("M2");
    JournalAudit audit = JournalAudit.of(new EvidenceReader(ledger), database());
    Witness witness = audit.witness(id -> true);
    assertThat(witness.unasked()).isEqualTo(2);
    assertThat(witness.against(facts("M1"))).isEmpty();
    assertThat(witness.against(facts("M2"))).isEmpty();
    assertThat(witness.unasked()).isZero();
    assertThat(audit.witness("M2"::equals).against(facts("M1")))
        .contains("the journal tells nothing of it");
    ledger.attempt("M1");
    assertThat(witness.against(facts("M1")))
        .contains("its row is not what the journal tells of it");
    assertThat(audit.facts(java.util.Set.of("M1")).get("M1").message().state())
        .isEqualTo(State.PACKAGED);
  }

  @Test
  void factsComeBackFromTheirJsonAndNothingElseDoes() throws IOException {
    claimed("M1");
    packaged("M1", FOUND);
    Facts back = Facts.read(facts("M1").json());
    assertThat(back.message()).isEqualTo(ledger.message("M1").orElseThrow());
    assertThat(back.wire()).isEqualTo(ledger.wire("M1"));
    assertThat(back.at(Evidence.Step.SEALED)).isEqualTo(facts("M1").at(Evidence.Step.SEALED));
    Witness witness = JournalAudit.of(new EvidenceReader(ledger), database()).witness(id -> true);
    assertThat(witness.against(back)).isEmpty();
    for (String wrong :
        List.of("", "[]", "{}", "{\"message\":{},\"evidence\":[],\"receipts\":[]}", "\u0000")) {
      assertThatThrownBy(() -> Facts.read(Content.of(wrong.getBytes(StandardCharsets.UTF_8))))
          .as(wrong)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aReportIsOneLineOfJsonAndComesBack() {
    assertThat(FOUND.json())
        .isEqualTo("{\"mic\":\"AAAA, sha1\",\"path\":[\"a\",\"b\"],\"crls\":[]}");
    assertThat(Report.read(FOUND.json())).isEqualTo(FOUND);
    assertThat(FOUND.one("mic")).contains("AAAA, sha1");
    assertThat(FOUND.one("path")).isEmpty();
    assertThat(FOUND.all("none")).isEmpty();
    assertThatThrownBy(() -> Report.read("[")).isInstanceOf(IllegalArgumentException.class);
  }

  private void packaged(String id, Report report) {
    ledger
        .proving(id, Evidence.Step.SEALED, Optional.empty(), report)
        .packaged(id, wireId(id), "AAAA, sha1", "wire-of-" + id, 2000, now());
  }

  private Facts facts(String id) {
    return new EvidenceReader(ledger).facts(id).orElseThrow();
  }
}
