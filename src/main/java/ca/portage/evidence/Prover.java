package ca.portage.evidence;

import ca.portage.cms.CmsException;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CompressedEntity;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import ca.portage.ediint.Receipt;
import ca.portage.ediint.ReceiptJudge;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.SignerEvidence;
import ca.portage.ediint.Verdict;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.ledger.LedgerException;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves one message again from what was kept: nothing is believed that can be computed. The
 * receipts of a message are proved with it.
 */
final class Prover {
  /** What only a receipt may have settled, and what that receipt must say. */
  private static final Map<State, Verdict.Kind> SETTLED = new EnumMap<>(State.class);

  static {
    SETTLED.put(State.DONE, Verdict.Kind.SETTLED);
    SETTLED.put(State.PEER_ERROR, Verdict.Kind.PEER_ERROR);
    SETTLED.put(State.INTEGRITY_ALERT, Verdict.Kind.INTEGRITY_ALERT);
  }

  private final Spool kept;
  private final Known known;
  private final Premises premises;
  private final KeptLists lists;
  private final RecentFiles recent = new RecentFiles();
  private final Path work;

  /** The facts of other messages, by id. */
  @FunctionalInterface
  interface Known {
    Optional<Facts> facts(String id) throws IOException;
  }

  /**
   * Proves from a folder that is laid out as a spool.
   *
   * @param work where temporary files may go, such as a large message with other line ends
   */
  Prover(Spool kept, Known known, Premises premises, Path work) {
    this.kept = kept;
    this.known = known;
    this.premises = premises;
    this.lists = new KeptLists(kept.revocationLists());
    this.work = work;
  }

  /**
   * Proves a message.
   *
   * @throws IOException if a temporary file could not be written
   */
  Proof prove(Facts facts) throws IOException {
    Trial trial = new Trial();
    try (Scratch scratch = new Scratch(work)) {
      Believing believing =
          new Believing(kept.certificates(), lists, premises, facts.message().channel());
      if (facts.message().direction() == Direction.IN) {
        received(facts, believing, scratch, trial);
      } else {
        sent(facts, believing, scratch, trial);
      }
    } catch (RuntimeException | StackOverflowError e) {
      if (e instanceof LedgerException) {
        throw e;
      }
      // Bytes that were changed may break any reader; that they do is the finding.
      trial.found("it cannot be read any more: " + e);
    }
    return trial.proof(facts.message());
  }

  private void sent(Facts facts, Believing believing, Scratch scratch, Trial trial)
      throws IOException {
    new SentProof(kept, believing, premises, scratch).prove(facts, trial);
    if (facts.message().kind() == Kind.RECEIPT) {
      ofOurs(facts, trial);
      return;
    }
    Set<Verdict.Kind> verdicts = new HashSet<>();
    for (String id : facts.receipts()) {
      Optional<Facts> receipt = other(id, trial);
      if (receipt.isEmpty()) {
        trial.found("its receipt " + id + " is missing");
        continue;
      }
      Trial own = new Trial();
      Optional<Verdict> verdict = judged(receipt.get(), facts, believing, scratch, own);
      trial.take("its receipt " + id, own);
      verdict.ifPresent(v -> verdicts.add(v.kind()));
      verdict.ifPresent(v -> trial.proved("receipt " + id + ": " + v.reason()));
    }
    settled(facts, verdicts, trial);
  }

  private ReceivedProof received(Believing believing, Scratch scratch) {
    return new ReceivedProof(kept, believing, premises, recent, scratch);
  }

  /** What is known of another message; that it cannot be read is a finding, not the end. */
  private Optional<Facts> other(String id, Trial trial) {
    try {
      return known.facts(id);
    } catch (IOException e) {
      trial.found("what is known of message " + id + " cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The state of a message is what its receipts prove, and no more. */
  private void settled(Facts facts, Set<Verdict.Kind> verdicts, Trial trial) {
    State state = facts.message().state();
    Verdict.Kind needed = SETTLED.get(state);
    if (needed == null) {
      trial.note("it is " + state + "; no receipt has settled it");
    } else if (facts.receipts().isEmpty()) {
      premises.lacking(
          facts.message(),
          premises.finishedBefore(facts.message()),
          "it is " + state + ", and no receipt proves that",
          trial);
    } else if (!verdicts.contains(needed)) {
      trial.follows("it is " + state + ", and no receipt proves that");
    }
  }

  private void received(Facts facts, Believing believing, Scratch scratch, Trial trial)
      throws IOException {
    Optional<Evidence> judged = facts.at(Evidence.Step.JUDGED);
    if (judged.isEmpty() || judged.get().about().isEmpty()) {
      received(believing, scratch).prove(facts, trial);
      return;
    }
    Optional<Facts> about = other(judged.get().about().get(), trial);
    if (about.isEmpty()) {
      trial.found("the message it is about is missing: " + judged.get().about().get());
      return;
    }
    judged(facts, about.get(), believing, scratch, trial)
        .ifPresent(
            verdict -> trial.proved("it is about " + about.get().id() + ": " + verdict.reason()));
  }

  /** Judges a receipt anew and compares with what was made of it then. */
  private Optional<Verdict> judged(
      Facts receipt, Facts about, Believing believing, Scratch scratch, Trial trial)
      throws IOException {
    Optional<Content> signed = received(believing, scratch).prove(receipt, trial);
    Optional<String> then =
        receipt.at(Evidence.Step.JUDGED).flatMap(e -> e.report().one("verdict"));
    if (signed.isEmpty()) {
      return Optional.empty();
    }
    try {
      Message message = about.message();
      Content inside =
          CompressedEntity.uncovered(signed.get(), true, premises.inflation(), scratch);
      Optional<Receipt> read = ReceiptReader.read(EntityReader.read(inside, MimeLimits.DEFAULT));
      if (read.isEmpty() || message.messageId().isEmpty() || message.mic().isEmpty()) {
        trial.found("nothing can be judged by it any more");
        return Optional.empty();
      }
      Verdict verdict =
          ReceiptJudge.judge(
              read.get(),
              new MessageId(message.messageId().get()),
              Mic.parse(message.mic().get()),
              SignerEvidence.TRUSTED);
      trial.equal("its verdict", verdict.kind().name(), then);
      return trial.clean() ? Optional.of(verdict) : Optional.empty();
    } catch (CmsException | MalformedMimeException e) {
      trial.found("it cannot be judged any more: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A receipt of ours names the message it is for, and gives that message's check. */
  private void ofOurs(Facts facts, Trial trial) throws IOException {
    Optional<Facts> about = other(facts.message().related().orElse(""), trial);
    if (facts.at(Evidence.Step.SEALED).isEmpty() || !trial.clean()) {
      return;
    }
    if (about.isEmpty()) {
      trial.found("the message it is for is missing");
      return;
    }
    try {
      Content part = Content.of(kept.out(facts.id()).part());
      Receipt receipt =
          ReceiptReader.read(EntityReader.read(part, MimeLimits.DEFAULT)).orElseThrow();
      Message message = about.get().message();
      boolean named =
          receipt
              .original()
              .filter(id -> message.messageId().map(MessageId::new).filter(id::names).isPresent())
              .isPresent();
      boolean same =
          message.mic().isEmpty() || receipt.mic().map(Mic::toString).equals(message.mic());
      if (named && same) {
        trial.proved("it is for message " + message.id() + ", with that message's check");
      } else {
        trial.found("it is not for message " + message.id() + " as that was received");
      }
    } catch (MalformedMimeException e) {
      trial.found("it is no receipt any more: " + e.getMessage());
    }
  }
}
