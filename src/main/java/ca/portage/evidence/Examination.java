package ca.portage.evidence;

import ca.portage.ledger.Facts;
import ca.portage.ledger.JournalAudit;
import ca.portage.ledger.Kind;
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

  /** More than a service changes while it is looked at. */
  private static final int DOUBTFUL = 10_000;

  private final Ids ids;
  private final Prover.Known known;
  private final Prover prover;
  private final Listener listener;
  private final boolean goesOn;
  private final Later later;
  private final int messagesAPass;
  private final List<String> doubtful = new ArrayList<>();
  private final Signers signers = new Signers();
  private final List<String> findings = new ArrayList<>();
  private long done;
  private long findingCount;
  private long untrusted;
  private long unproved;

  /** Names the messages, ascending. */
  @FunctionalInterface
  interface Ids {
    List<String> after(String id, int limit);
  }

  /** Looks again at what seems to be missing. */
  @FunctionalInterface
  interface Later {
    long missed(Witness witness) throws IOException;
  }

  /**
   * Examines messages.
   *
   * @param goesOn true if a service may change them meanwhile
   * @param later counts again, by then, what the journal tells of and nobody asked about
   */
  Examination(
      Ids ids, Prover.Known known, Prover prover, Listener listener, boolean goesOn, Later later) {
    this(ids, known, prover, listener, goesOn, later, MESSAGES_A_PASS);
  }

  Examination(
      Ids ids,
      Prover.Known known,
      Prover prover,
      Listener listener,
      boolean goesOn,
      Later later,
      int messagesAPass) {
    this.goesOn = goesOn;
    this.later = later;
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
   * @param downloads the answers whose rows are compared too
   * @param whole true if the journal tells of no message that is not to be examined
   */
  void run(
      JournalAudit journal,
      long total,
      Predicate<String> wanted,
      Predicate<String> downloads,
      boolean whole)
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
      Witness witness = journal.witness(mine, downloads);
      pass(witness, mine, total);
      long missed = whole && witness.unasked() > 0 ? later.missed(witness) : 0;
      if (missed > 0) {
        findings.add("the journal tells of messages that are not here: " + missed);
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
      witness.heard(id);
      tell(Proof.broken(id, "what is known of it cannot be read: " + e.getMessage()));
      return;
    }
    if (facts.isEmpty() && goesOn && doubtful.size() < DOUBTFUL) {
      doubtful.add(id);
      return;
    }
    if (facts.isEmpty()) {
      tell(Proof.broken(id, "nothing is known of it"));
      return;
    }
    Proof proof = prover.prove(facts.get());
    Optional<String> against = witness.against(facts.get());
    boolean doubt = against.isPresent() || !proof.findings().isEmpty();
    if (doubt && goesOn && doubtful.size() < DOUBTFUL) {
      doubtful.add(id);
    } else {
      tell(against.map(proof::and).orElse(proof));
    }
  }

  /** Says what a message came to. */
  void tell(Proof proof) {
    findingCount += proof.findings().size();
    untrusted += proof.untrusted();
    if (proof.message().filter(m -> m.kind() == Kind.RECEIPT).isPresent()) {
      proof.signer().ifPresent(signers::count);
    }
    unproved += proof.unproved() ? 1 : 0;
    listener.proof(proof);
  }

  /**
   * The ids of messages of which something was found: a running service may have gone on, or a
   * purge. Nothing was told of them yet.
   */
  List<String> doubtful() {
    return List.copyOf(doubtful);
  }

  /** What is wrong beside the messages. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  long examined() {
    return done;
  }

  /** Who signed the receipts. */
  List<String> signers() {
    return signers.lines();
  }

  /** How many findings say only that today's authorities do not bear something out. */
  long untrusted() {
    return untrusted;
  }

  /** How many messages are in part older than all evidence. */
  long unproved() {
    return unproved;
  }

  /** How many findings were told. */
  long findingCount() {
    return findingCount;
  }
}
