package ca.portage.evidence;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.VerifiedContent;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CompressedEntity;
import ca.portage.ediint.Mic;
import ca.portage.ediint.NotSignedException;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.SignedMessage;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.spool.InFolder;
import ca.portage.spool.Sha256;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Proves what we received: the raw answer, the decrypted message, its signature and its signer. */
final class ReceivedProof {
  private final Spool kept;
  private final Believing believing;
  private final Premises premises;
  private final RecentFiles recent;
  private final Scratch scratch;

  ReceivedProof(
      Spool kept, Believing believing, Premises premises, RecentFiles recent, Scratch scratch) {
    this.premises = premises;
    this.recent = recent;
    this.kept = kept;
    this.believing = believing;
    this.scratch = scratch;
  }

  /**
   * Proves a received message.
   *
   * @return exactly the bytes that were signed, if everything about them is as it was
   */
  Optional<Content> prove(Facts facts, Trial trial) throws IOException {
    Message message = facts.message();
    Optional<Evidence> verified = facts.at(Evidence.Step.VERIFIED);
    if (message.download().isEmpty()) {
      trial.found("nothing tells in which answer it came");
      return Optional.empty();
    }
    InFolder in = kept.in(message.download().get());
    recent
        .same(trial, "the raw answer", in.raw(), facts.raw())
        .ifPresent(raw -> trial.proved("the answer as it came, %d bytes".formatted(raw.size())));
    if (verified.isEmpty()) {
      if (Premises.believed(message)) {
        premises.lacking(message, true, "it is " + message.state(), trial);
      } else {
        facts.at(Evidence.Step.REJECTED).ifPresent(step -> refused(step.report(), facts, trial));
        trial.note("nothing of it was believed, so there is nothing to prove but its raw bytes");
      }
      return Optional.empty();
    }
    Report report = verified.get().report();
    facts.raw().ifPresent(raw -> trial.equal("the raw answer", raw, report.one("raw")));
    if (report.one("answer").isPresent()) {
      trial.same("the head of the answer", in.hdr(), report.one("answer"));
    }
    List<X509Certificate> path = believing.certificates(report, "path", trial);
    Optional<Content> opened =
        trial.same("the decrypted message", in.opened(message.part()), report.one("opened"));
    return opened.isEmpty()
        ? Optional.empty()
        : signed(facts, opened.get(), report, path, in, trial);
  }

  /** Nobody has to believe the signer again; what was looked at is still there. */
  private void refused(Report report, Facts facts, Trial trial) {
    facts.raw().ifPresent(raw -> trial.equal("the raw answer", raw, report.one("raw")));
    List<X509Certificate> path = believing.certificates(report, "path", trial);
    believing.lists(report, trial);
    trial.proved(
        "it was rejected: %s%s"
            .formatted(
                report.one("reason").orElse("nobody knows why"),
                path.isEmpty() ? "" : "; signed by " + path.get(0).getSubjectX500Principal()));
  }

  private Optional<Content> signed(
      Facts facts,
      Content opened,
      Report report,
      List<X509Certificate> path,
      InFolder in,
      Trial trial)
      throws IOException {
    try {
      SignedMessage message =
          SignedMessage.open(
              CompressedEntity.uncovered(opened, false, premises.inflation(), scratch), scratch);
      VerifiedContent verified = verify(message, path);
      Content signed = verified.content();
      copies(message, signed, in, facts.message().part(), trial);
      trial.equal("what was signed", Sha256.of(signed).sha256Hex(), report.one("signed"));
      trial.signedBy(Signers.name(verified.verified().signer()));
      believing.judge(
          verified.verified().signer(),
          path,
          report,
          facts.message().kind() == Kind.RECEIPT,
          trial);
      check(facts.message(), signed, trial);
      return trial.clean() ? Optional.of(signed) : Optional.empty();
    } catch (CmsException | NotSignedException | MalformedMimeException e) {
      trial.found("its signature: " + e.getMessage());
      return Optional.empty();
    }
  }

  private VerifiedContent verify(SignedMessage message, List<X509Certificate> path)
      throws CmsException, IOException {
    if (message.opaque().isPresent()) {
      return CmsVerifier.opaque(message.opaque().get(), path, scratch);
    }
    byte[] signature = message.signature().orElseThrow();
    return new VerifiedContent(
        message.signedPart(), CmsVerifier.detached(message.signedPart(), signature, path));
  }

  private void check(Message message, Content signed, Trial trial)
      throws IOException, CmsException, MalformedMimeException {
    Mic mic = Mic.parse(message.mic().orElse(""));
    if (mic.matches(Mic.of(signed, mic.algorithm()))) {
      trial.proved("its check, made anew from these bytes: " + mic);
    } else {
      trial.found("its check is not " + mic + " when it is made anew");
    }
    Content inside = CompressedEntity.uncovered(signed, true, premises.inflation(), scratch);
    boolean receipt = ReceiptReader.read(EntityReader.read(inside, MimeLimits.DEFAULT)).isPresent();
    if (receipt != (message.kind() == Kind.RECEIPT)) {
      trial.found("it is " + (receipt ? "a" : "no") + " receipt, and its row says otherwise");
    }
  }

  /** The files that an export has for other tools say what the decrypted message says. */
  private static void copies(
      SignedMessage message, Content signed, InFolder in, int part, Trial trial)
      throws IOException {
    ForTools tools = ForTools.of(in, part);
    copy("the part for other tools", tools.part(), signed, trial);
    Optional<byte[]> detached = message.signature();
    Content signature =
        detached.isPresent() ? Content.of(detached.get()) : message.opaque().orElseThrow();
    copy("the signature for other tools", tools.signature(), signature, trial);
  }

  private static void copy(String what, Path file, Content original, Trial trial)
      throws IOException {
    if (Files.exists(file)) {
      trial.same(what, file, Optional.of(Sha256.of(original).sha256Hex()));
    }
  }
}
