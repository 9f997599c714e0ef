package ca.portage.evidence;

import ca.portage.config.Home;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Facts;
import ca.portage.ledger.JournalAudit;
import ca.portage.ledger.Witness;
import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proves the messages of a home again, beside a running service or without one. */
public final class HomeExamination {
  /** A service that runs may write a row between two looks; not each time, of the same message. */
  private static final int LOOKS = 3;

  private final Home home;
  private final EvidenceReader ledger;
  private final Anchors anchors;

  /** The authorities of a channel. */
  @FunctionalInterface
  public interface Anchors {
    /** Reads them; asked once a channel. */
    Trust of(String channel) throws PkiException, IOException;
  }

  /** Examines a home with its ledger. */
  public HomeExamination(Home home, EvidenceReader ledger, Anchors anchors) {
    this.home = home;
    this.ledger = ledger;
    this.anchors = anchors;
  }

  /**
   * Examines some messages with the receipts that belong to them, or all messages.
   *
   * @param ids of the messages; none for all
   * @throws IOException if the journal cannot be read, or an authority
   */
  public Outcome run(List<String> ids, Listener listener) throws IOException {
    listener.step("following the journal from line to line");
    JournalAudit journal = JournalAudit.of(ledger, home.ledger());
    List<String> beside = new ArrayList<>();
    journal.findings().forEach(text -> beside.add("the journal: " + text));
    journal
        .unexplainedBeginning(ledger.purges())
        .ifPresent(text -> beside.add("the journal: " + text));
    Set<String> wanted = Closure.of(ledger::facts, ids);
    try (Spool kept = Spool.read(home.spool())) {
      Prover prover = new Prover(kept, ledger::facts, trusted(), kept.work());
      Examination examination =
          new Examination(
              ids.isEmpty() ? ledger::ids : (after, limit) -> behind(wanted, after),
              ledger::facts,
              prover,
              listener);
      long total = ids.isEmpty() ? ledger.size() : wanted.size();
      examination.run(journal, total, id -> wanted.isEmpty() || wanted.contains(id), ids.isEmpty());
      look(examination, prover);
      beside.addAll(examination.findings());
      return Outcome.of(examination, beside, journal);
    }
  }

  private static List<String> behind(Set<String> wanted, String after) {
    return wanted.stream().filter(id -> id.compareTo(after) > 0).toList();
  }

  private Prover.Trusted trusted() {
    Map<String, Trust> read = new HashMap<>();
    return channel -> {
      Trust trust = read.get(channel);
      if (trust == null) {
        try {
          trust = anchors.of(channel);
        } catch (PkiException e) {
          throw new IOException(e.getMessage(), e);
        }
        read.put(channel, trust);
      }
      return trust;
    };
  }

  /** Looks again at those of which the journal says something else; twice at most. */
  private void look(Examination examination, Prover prover) throws IOException {
    List<Proof> doubtful = examination.doubtful();
    for (int look = 1; look < LOOKS && !doubtful.isEmpty(); look++) {
      doubtful = again(doubtful, examination, prover);
    }
    doubtful.forEach(examination::tell);
  }

  private List<Proof> again(List<Proof> doubtful, Examination examination, Prover prover)
      throws IOException {
    Map<String, Facts> facts = new HashMap<>();
    for (Proof proof : doubtful) {
      ledger.facts(proof.id()).ifPresent(now -> facts.put(proof.id(), now));
    }
    Witness witness = JournalAudit.of(ledger, home.ledger()).witness(facts::containsKey);
    List<Proof> still = new ArrayList<>();
    for (Proof proof : doubtful) {
      Optional<Facts> now = Optional.ofNullable(facts.get(proof.id()));
      if (now.flatMap(witness::against).isPresent()) {
        still.add(proof);
      } else if (now.isPresent()) {
        examination.tell(prover.prove(now.get()));
      }
    }
    return still;
  }
}
