package ca.portage.evidence;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsVerifier;
import ca.portage.cms.Verified;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CanonicalText;
import ca.portage.ediint.Mic;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import ca.portage.ledger.Wire;
import ca.portage.mime.MalformedMimeException;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Sha256;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Proves what we sent: the dropped bytes, the part that was signed, our signature, the wire. */
final class SentProof {
  private static final int SIGNATURE_BYTES = 1 << 20;

  private final Spool kept;
  private final Believing believing;
  private final Premises premises;
  private final Scratch scratch;

  SentProof(Spool kept, Believing believing, Premises premises, Scratch scratch) {
    this.premises = premises;
    this.kept = kept;
    this.believing = believing;
    this.scratch = scratch;
  }

  void prove(Facts facts, Trial trial) throws IOException {
    Message message = facts.message();
    OutFolder out = kept.out(message.id());
    Optional<Content> payload =
        message.kind() == Kind.INTERCHANGE
            ? trial.same("the dropped file", out.payload(), message.sha256())
            : Optional.empty();
    payload.ifPresent(
        bytes -> trial.proved("the file as it was dropped, %d bytes".formatted(bytes.size())));
    facts.wire().ifPresent(wire -> wire(out, wire, trial));
    Optional<Evidence> sealed = facts.at(Evidence.Step.SEALED);
    if (sealed.isPresent()) {
      sealed(facts, sealed.get().report(), out, payload, trial);
    } else if (facts.wire().isPresent()) {
      premises.lacking(message, true, "it was signed", trial);
    }
  }

  private static void wire(OutFolder out, Wire wire, Trial trial) {
    Optional<Content> sent = trial.same("the sent message", out.wire(), Optional.of(wire.sha256()));
    if (sent.filter(bytes -> bytes.size() != wire.sizeBytes()).isPresent()) {
      trial.found("the sent message has another length than the journal tells");
    }
    sent.ifPresent(bytes -> trial.proved("the bytes that were sent, %d".formatted(bytes.size())));
  }

  private void sealed(
      Facts facts, Report report, OutFolder out, Optional<Content> payload, Trial trial)
      throws IOException {
    trial.same("the header lines", out.headers(), report.one("headers"));
    facts.wire().ifPresent(w -> trial.equal("the sealed message", w.sha256(), report.one("wire")));
    believing.certificates(report, "recipients", trial);
    List<X509Certificate> signers = believing.certificates(report, "signer", trial);
    Optional<Content> signature =
        trial.same("our signature", out.signature(), report.one("signature"));
    Optional<Content> part = part(out, report, payload, trial);
    if (part.isEmpty()) {
      return;
    }
    if (!trial.equal("the signed part", Sha256.of(part.get()).sha256Hex(), report.one("part"))) {
      return;
    }
    if (facts.message().mic().isPresent()) {
      mic(part.get(), facts.message().mic().get(), trial);
    }
    if (signature.isPresent()) {
      signature(part.get(), signature.get(), signers, trial);
    }
  }

  /** The part of a receipt is kept; that of an interchange follows from what was dropped. */
  private Optional<Content> part(
      OutFolder out, Report report, Optional<Content> payload, Trial trial) throws IOException {
    if (Files.exists(out.part())) {
      Optional<Content> part = trial.same("the signed part", out.part(), report.one("part"));
      if (report.one("head").isEmpty() || part.isEmpty()) {
        return part;
      }
    }
    if (report.one("head").isEmpty()) {
      trial.found("the signed part is missing");
      return Optional.empty();
    }
    if (payload.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(part(report.one("head").get(), payload.get(), scratch));
  }

  /** The part as it was signed: its head and the content with canonical line ends. */
  static Content part(String head, Content payload, Scratch scratch) throws IOException {
    return Content.join(
        Content.of(head.getBytes(StandardCharsets.ISO_8859_1)),
        CanonicalText.crlf(payload, scratch));
  }

  private static void mic(Content part, String recorded, Trial trial) throws IOException {
    try {
      Mic mic = Mic.parse(recorded);
      if (mic.matches(Mic.of(part, mic.algorithm()))) {
        trial.proved("its check, made anew from these bytes: " + recorded);
      } else {
        trial.found("its check is not " + recorded + " when it is made anew");
      }
    } catch (MalformedMimeException e) {
      trial.found("its check cannot be read: " + e.getMessage());
    }
  }

  private static void signature(
      Content part, Content signature, List<X509Certificate> signers, Trial trial)
      throws IOException {
    try {
      Verified verified = CmsVerifier.detached(part, signature.toBytes(SIGNATURE_BYTES), signers);
      if (signers.isEmpty() || !signers.get(0).equals(verified.signer())) {
        trial.found("it was not signed with the certificate that was used");
      } else {
        trial.proved("our signature, by " + verified.signer().getSubjectX500Principal());
      }
    } catch (CmsException e) {
      trial.found("our signature: " + e.getMessage());
    }
  }
}
