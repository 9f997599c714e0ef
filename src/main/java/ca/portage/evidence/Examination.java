package ca.portage.evidence;

import ca.portage.ledger.Facts;
import ca.portage.ledger.JournalAudit;
import ca.portage.ledger.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Proves many messages, each against the journal and from its own bytes, in bounded memory. */
final class Examination {
  /** So many fingerprints take some ten megabytes. */
  private static final int MESSAGES_A_PASS = 100_000;

  private static final int PAGE = 500;

  private final Ids ids;
  private final Prover.Known known;
  private final Prover prover;
  private final Listener listener;
  private final int messagesAPass;
  private final List<Proof> doubtful = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private long done;
  private long findingCount;

  /** Names the messages, ascending. */
  @FunctionalInterface
  interface Ids {
    List<String> after(String id, int limit);
  }

  Examination(Ids ids, Prover.Known known, Prover prover, Listener listener) {
    this(ids, known, prover, listener, MESSAGES_A_PASS);
  }

  Examination(Ids ids, Prover.Known known, Prover prover, Listener listener, int messagesAPass) {
    this.ids = ids;
    this.known = known;
    this.prover = prover;
    this.listener = listener;
    this.messagesAPass = messagesAPass;
  }

  /**
   * Examines all messages.
   *
   * @param wanted those that are to be examined; the journal's others are nobody's business
   * @param whole true if the journal tells of no message that is not to be examined
   */
  void run(JournalAudit journal, long total, Predicate<String> wanted, boolean whole)
      throws IOException {
    int parts = (int) (total / messagesAPass) + 1;
    for (int part = 0; part < parts; part++) {
      int number = part;
      Predicate<String> mine =
          id -> wanted.test(id) && Math.floorMod(id.hashCode(), parts) == number;
      listener.step(
          parts == 1
              ? "reading the journal"
              : "reading the journal, %d of %d".formatted(part + 1, parts));
      Witness witness = journal.witness(mine);
      pass(witness, mine, total);
      if (whole && witness.unasked() > 0) {
        findings.add("the journal tells of messages that are not here: " + witness.unasked());
      }
    }
  }

  private void pass(Witness witness, Predicate<String> mine, long total) throws IOException {
    String after = "";
    for (List<String> page = ids.after(after, PAGE);
        !page.isEmpty();
        page = ids.after(after, PAGE)) {
      for (String id : page) {
        if (mine.test(id)) {
          examine(id, witness);
          listener.progress(++done, total);
        }
      }
      after = page.get(page.size() - 1);
    }
  }

  private void examine(String id, Witness witness) throws IOException {
    Optional<Facts> facts;
    try {
      facts = known.facts(id);
    } catch (IOException e) {
      tell(Proof.broken(id, "what is known of it cannot be read: " + e.getMessage()));
      return;
    }
    if (facts.isEmpty()) {
      tell(Proof.broken(id, "nothing is known of it"));
      return;
    }
    Proof proof = prover.prove(facts.get());
    Optional<String> against = witness.against(facts.get());
    if (against.isPresent()) {
      doubtful.add(proof.and(against.get()));
    } else {
      tell(proof);
    }
  }

  /** Says what a message came to. */
  void tell(Proof proof) {
    findingCount += proof.findings().size();
    listener.proof(proof);
  }

  /** Messages of which the journal tells something else; a running service may have gone on. */
  List<Proof> doubtful() {
    return List.copyOf(doubtful);
  }

  /** What is wrong beside the messages. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  long examined() {
    return done;
  }

  /** How many findings were told. */
  long findingCount() {
    return findingCount;
  }
}
