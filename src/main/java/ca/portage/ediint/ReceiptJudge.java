package ca.portage.ediint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what a receipt proves (reliability §2.1 O5, O6, O8; CIG I-01, C-12).
 *
 * <p>A message is settled by one thing only: a trusted signature over a receipt that names it,
 * gives the check of exactly our bytes, and says that they were processed. Dates and From play no
 * part (CIG ).
 */
public final class ReceiptJudge {
  /** Fields that say what went wrong (RFC 3798 §3.2.7). */
  private static final List<String> CONTRADICTIONS = List.of("Error", "Failure");

  private final MessageId ours;
  private final List<String> reasons = new ArrayList<>();

  private ReceiptJudge(MessageId ours) {
    this.ours = ours;
  }

  /** Judges with the check of one algorithm; a receipt in any other proves nothing. */
  public static Verdict judge(
      Receipt receipt, MessageId ours, Mic expected, SignerEvidence signature) {
    return judge(receipt, ours, List.of(expected), signature);
  }

  /**
   * Judges a receipt for one message.
   *
   * @param ours the id we sent the message with
   * @param expected the check of the signed part in the algorithm asked for, and in any other that
   *     is accepted; all over the same bytes
   * @param signature what is known of the receipt's signature
   */
  public static Verdict judge(
      Receipt receipt, MessageId ours, Collection<Mic> expected, SignerEvidence signature) {
    return new ReceiptJudge(ours).judge(receipt, expected, signature);
  }

  private Verdict judge(Receipt receipt, Collection<Mic> expected, SignerEvidence signature) {
    // No short circuit here: an admin sees every reason, not the first one only.
    boolean about = isTrusted(signature) & isAboutOurs(receipt);
    boolean failed = saysFailed(receipt);
    Check check = check(receipt, expected);
    boolean processed = saysProcessed(receipt) & !contradictsItself(receipt);
    if (!about) {
      return verdict(Verdict.Kind.NOT_PROOF);
    }
    if (failed) {
      return verdict(Verdict.Kind.PEER_ERROR);
    }
    if (check == Check.DIFFERS) {
      return verdict(Verdict.Kind.INTEGRITY_ALERT);
    }
    if (check == Check.EQUAL && processed) {
      reasons.add(0, "The gateway signed that it processed " + ours + " with this very content.");
      return verdict(Verdict.Kind.SETTLED);
    }
    return verdict(Verdict.Kind.NOT_PROOF);
  }

  private Verdict verdict(Verdict.Kind kind) {
    return new Verdict(kind, reasons);
  }

  private boolean isTrusted(SignerEvidence signature) {
    if (!signature.trusted()) {
      reasons.add(
          signature.detail()
              + ". Only a receipt signed by the gateway's pinned certificate counts; keep waiting"
              + " for it, and compare the certificate with the help desk if this repeats.");
    }
    return signature.trusted();
  }

  private boolean isAboutOurs(Receipt receipt) {
    Optional<MessageId> about = receipt.original();
    if (about.isEmpty()) {
      reasons.add(
          "The receipt names no message that it is about, so it proves nothing of " + ours + ".");
    } else if (!about.get().names(ours)) {
      reasons.add(
          "The receipt is about " + Quoted.of(about.get().value()) + ", not about " + ours + ".");
    }
    return about.filter(id -> id.names(ours)).isPresent();
  }

  private boolean saysFailed(Receipt receipt) {
    Optional<Disposition> failure = receipt.disposition().filter(Disposition::failed);
    failure.map(FailureAdvice::of).ifPresent(reasons::add);
    return failure.isPresent();
  }

  private boolean saysProcessed(Receipt receipt) {
    Optional<Disposition> disposition = receipt.disposition();
    if (disposition.isEmpty()) {
      reasons.add("The receipt does not say what became of the message.");
      return false;
    }
    Disposition said = disposition.get();
    if (said.warned() && !said.processed()) {
      reasons.add(
          "The gateway processed it with a warning, "
              + Quoted.of(said.raw())
              + ", and that is no proof that it was taken whole. Ask the help desk what the warning"
              + " means for this message.");
    } else if (!said.processed() && !said.failed()) {
      reasons.add(
          "The receipt says " + Quoted.of(said.raw()) + ", which is not that it was processed.");
    } else if (said.processed() && said.modifier().isPresent()) {
      reasons.add("The gateway adds a warning: " + Quoted.of(said.raw()) + ".");
    }
    return said.processed();
  }

  /** An error, a failure, or more than one block of fields beside a good disposition (F5). */
  private boolean contradictsItself(Receipt receipt) {
    int before = reasons.size();
    for (String field : CONTRADICTIONS) {
      receipt.fields().values(field).stream()
          .filter(words -> !words.isBlank())
          .forEach(words -> addContradiction("also reports " + field + ": " + Quoted.of(words)));
    }
    receipt
        .beyond()
        .ifPresent(words -> addContradiction("goes on after its fields: " + Quoted.of(words)));
    return reasons.size() > before;
  }

  private void addContradiction(String what) {
    reasons.add(
        "The receipt "
            + what
            + ", so that it was processed is not proved. Show it to the help desk.");
  }

  /** How the reported check compares. */
  private enum Check {
    EQUAL,
    DIFFERS,
    UNKNOWN
  }

  private Check check(Receipt receipt, Collection<Mic> expected) {
    if (receipt.mic().isEmpty()) {
      reasons.add(withoutCheck(receipt));
      return Check.UNKNOWN;
    }
    Mic reported = receipt.mic().get();
    List<Mic> same = expected.stream().filter(e -> e.algorithm() == reported.algorithm()).toList();
    if (same.isEmpty()) {
      reasons.add(
          "The receipt's check is made with "
              + reported.algorithm().word()
              + ", but we hold "
              + expected.stream().map(e -> e.algorithm().word()).collect(Collectors.joining(", "))
              + ". Set the profile's digest to what the gateway uses.");
      return Check.UNKNOWN;
    }
    if (same.stream().anyMatch(reported::matches)) {
      return Check.EQUAL;
    }
    reasons.add(
        "The receipt is for another content of "
            + ours
            + ": it gives "
            + reported
            + ", we sent "
            + same.get(0)
            + ". Do not rely on what the gateway holds; contact the help desk before you send it again.");
    return Check.DIFFERS;
  }

  private static String withoutCheck(Receipt receipt) {
    return receipt
        .fields()
        .first("Received-content-MIC")
        .map(
            raw ->
                "The receipt's check "
                    + Quoted.of(raw)
                    + " cannot be read, so it proves no content.")
        .orElse("The receipt gives no check of the content, so it proves no content.");
  }
}
