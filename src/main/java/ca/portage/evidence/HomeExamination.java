package ca.portage.evidence;

import ca.portage.config.Home;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Facts;
import ca.portage.ledger.JournalAudit;
import ca.portage.ledger.RowAudit;
import ca.portage.ledger.Witness;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Proves the messages of a home again, beside a running service or without one. */
public final class HomeExamination {
  /** A service that runs may write a row between two looks; not each time, of the same message. */
  private static final int LOOKS = 3;

  private static final int PAGE = 500;

  private final Home home;
  private final EvidenceReader ledger;
  private final Believable.Source source;
  private final Path work;

  /**
   * Examines a home with its ledger.
   *
   * @param work a private folder for temporary files, which nobody sweeps meanwhile
   */
  public HomeExamination(Home home, EvidenceReader ledger, Believable.Source source, Path work) {
    this.work = work;
    this.home = home;
    this.ledger = ledger;
    this.source = source;
  }

  /**
   * Examines some messages with the receipts that belong to them, or all messages.
   *
   * @param ids of the messages; none for all
   * @throws IOException if the journal cannot be read
   */
  public Outcome run(List<String> ids, Listener listener) throws IOException {
    listener.step("following the journal from line to line");
    JournalAudit journal = JournalAudit.of(ledger, home.ledger());
    List<String> beside = new ArrayList<>();
    journal.findings().forEach(text -> beside.add("the journal: " + text));
    journal.unexplainedBeginning().ifPresent(text -> beside.add("the journal: " + text));
    journal.unreadableRows().ifPresent(text -> beside.add("the journal: " + text));
    Set<String> wanted = Closure.of(ledger::read, ids);
    boolean all = ids.isEmpty();
    try (Spool kept = Spool.read(home.spool())) {
      if (all) {
        listener.step("comparing the ledger's rows with the journal");
        beside.addAll(RowAudit.findings(ledger, home.ledger()));
        listener.step("hashing the answers without a message");
        beside.addAll(answers(kept));
      }
      Prover prover = new Prover(kept, ledger::read, Premises.ofHome(source, journal), work);
      Examination examination =
          new Examination(
              all ? ledger::ids : (after, limit) -> behind(wanted, after),
              ledger::read,
              prover,
              listener,
              true,
              witness -> JournalAudit.of(ledger, home.ledger()).still(witness));
      long total = all ? ledger.size() : wanted.size();
      // The rows of all answers were compared above.
      Set<String> downloads = all ? Set.of() : downloads(wanted);
      examination.run(journal, total, id -> all || wanted.contains(id), downloads::contains, all);
      look(examination, prover);
      beside.addAll(examination.findings());
      return Outcome.of(examination, beside, journal);
    }
  }

  /** What speaks against the stored answers of which no message was made. */
  private List<String> answers(Spool kept) throws IOException {
    Map<String, List<String>> doubtful = new TreeMap<>();
    Map<String, String> page = ledger.downloadsWithoutMessages("", PAGE);
    while (!page.isEmpty()) {
      String last = "";
      for (Map.Entry<String, String> download : page.entrySet()) {
        last = download.getKey();
        List<String> found = answer(kept, last, download.getValue());
        if (!found.isEmpty()) {
          doubtful.put(last, found);
        }
      }
      page = ledger.downloadsWithoutMessages(last, PAGE);
    }
    if (doubtful.isEmpty()) {
      return List.of();
    }
    Set<String> purging = JournalAudit.of(ledger, home.ledger()).purging();
    doubtful.keySet().removeIf(id -> purging.contains(id) || !ledger.holdsDownload(id));
    return doubtful.entrySet().stream()
        .flatMap(e -> e.getValue().stream().map(text -> "download " + e.getKey() + ": " + text))
        .toList();
  }

  private static List<String> answer(Spool kept, String id, String sha256) {
    Trial trial = new Trial();
    try {
      trial.same("the raw answer", kept.in(id).raw(), Optional.of(sha256));
    } catch (IllegalArgumentException e) {
      trial.found("its id was never one of ours");
    }
    return trial.proof(id).findings();
  }

  private Set<String> downloads(Set<String> wanted) {
    Set<String> downloads = new HashSet<>();
    for (String id : wanted) {
      try {
        ledger.read(id).flatMap(f -> f.message().download()).ifPresent(downloads::add);
      } catch (IOException e) {
        // It cannot be read: the proof of that message says so.
        continue;
      }
    }
    return downloads;
  }

  private static List<String> behind(Set<String> wanted, String after) {
    return wanted.stream().filter(id -> id.compareTo(after) > 0).toList();
  }

  /** Looks again at those of which the journal says something else; twice at most. */
  private void look(Examination examination, Prover prover) throws IOException {
    List<String> doubtful = examination.doubtful();
    for (int look = 1; look < LOOKS && !doubtful.isEmpty(); look++) {
      List<String> still = new ArrayList<>();
      for (int from = 0; from < doubtful.size(); from += PAGE) {
        List<String> page = doubtful.subList(from, Math.min(from + PAGE, doubtful.size()));
        still.addAll(again(page, examination, prover, look + 1 == LOOKS));
      }
      doubtful = still;
    }
  }

  private List<String> again(
      List<String> doubtful, Examination examination, Prover prover, boolean last)
      throws IOException {
    Map<String, Facts> facts = new HashMap<>();
    for (String id : doubtful) {
      try {
        ledger.read(id).ifPresent(now -> facts.put(id, now));
      } catch (IOException e) {
        examination.tell(Proof.broken(id, "what is known of it cannot be read: " + e.getMessage()));
      }
    }
    // The facts first: whatever a service does after that is behind what they are compared with.
    JournalAudit journal = JournalAudit.of(ledger, home.ledger());
    Witness witness = journal.witness(facts::containsKey, download -> false);
    List<String> still = new ArrayList<>();
    for (Map.Entry<String, Facts> now : facts.entrySet()) {
      Optional<String> against = witness.against(now.getValue());
      if (against.isPresent() && !last) {
        still.add(now.getKey());
      } else {
        Proof proof = prover.prove(now.getValue());
        tell(against.map(proof::and).orElse(proof), journal, examination);
      }
    }
    return still;
  }

  /** What a purge announced before it took files away; a row that is gone by now is no finding. */
  private void tell(Proof proof, JournalAudit journal, Examination examination) throws IOException {
    if (proof.findings().isEmpty()) {
      examination.tell(proof);
    } else if (ledger.read(proof.id()).isPresent()) {
      boolean purging = journal.purging().contains(proof.id());
      examination.tell(purging ? proof.purging() : proof);
    }
  }
}
