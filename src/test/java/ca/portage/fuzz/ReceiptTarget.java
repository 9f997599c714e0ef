package ca.portage.fuzz;

import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import ca.portage.ediint.Receipt;
import ca.portage.ediint.ReceiptJudge;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.ReceiptRequest;
import ca.portage.ediint.SignerEvidence;
import ca.portage.ediint.Verdict;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import java.io.IOException;
import java.util.Optional;

/** T6. No receipt settles without a trusted signature, and none with a check that is not ours. */
public final class ReceiptTarget {
  private static final MessageId OURS = new MessageId("<ours@broker.example>");

  private ReceiptTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try {
      Entity entity = EntityReader.read(Content.of(input), MimeLimits.DEFAULT);
      ReceiptRequest.of(entity.headers());
      Optional<Receipt> receipt = ReceiptReader.read(entity);
      if (receipt.isPresent()) {
        judge(receipt.get());
      }
    } catch (MalformedMimeException refused) {
      Expected.refusal(refused);
    }
  }

  private static void judge(Receipt receipt) throws IOException {
    Mic ours = Mic.of(Content.of(Fuzzing.signedText()), Digest.SHA256);
    if (settles(receipt, ours, SignerEvidence.UNSIGNED)) {
      throw new AssertionError("settled without a signature: " + receipt);
    }
    boolean same = receipt.mic().filter(ours::matches).isPresent();
    boolean about = receipt.about().filter(id -> id.names(OURS)).isPresent();
    if (settles(receipt, ours, SignerEvidence.TRUSTED) && !(same && about)) {
      throw new AssertionError("settled by a receipt about something else: " + receipt);
    }
  }

  private static boolean settles(Receipt receipt, Mic ours, SignerEvidence evidence) {
    Verdict verdict = ReceiptJudge.judge(receipt, OURS, ours, evidence);
    if (verdict.reasons().isEmpty() || verdict.reason().chars().anyMatch(c -> c < ' ')) {
      throw new AssertionError("a verdict without a reason to print: " + verdict);
    }
    return verdict.kind() == Verdict.Kind.SETTLED;
  }
}
