package ca.portage.evidence;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsVerifier;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CompressedEntity;
import ca.portage.ediint.NotSignedException;
import ca.portage.ediint.SignedMessage;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.Facts;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import ca.portage.mime.MalformedMimeException;
import ca.portage.spool.Batch;
import ca.portage.spool.InFolder;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies the files that prove a message, and adds what other tools need to look at it. A file that
 * is missing is not made up: whoever proves the export finds that out.
 */
final class ExportFiles {
  private final Spool kept;
  private final Path folder;
  private final Scratch scratch;
  private final Set<String> missing = new TreeSet<>();

  ExportFiles(Spool kept, Path folder, Scratch scratch) {
    this.kept = kept;
    this.folder = folder;
    this.scratch = scratch;
  }

  /** The names of the files that prove something and are not in the spool any more. */
  Set<String> missing() {
    return missing;
  }

  void write(Facts facts) throws IOException {
    Batch.write(ExportExamination.facts(folder, facts.id()), facts.json());
    for (Evidence.Step step : Evidence.Step.values()) {
      Optional<Report> report = facts.at(step).map(Evidence::report);
      if (report.isPresent()) {
        rests(report.get());
      }
    }
    if (facts.message().direction() == Direction.OUT) {
      sent(facts);
    } else if (facts.message().download().isPresent()) {
      received(facts, facts.message().download().get());
    }
  }

  /** The certificates and revocation lists that a report names. */
  private void rests(Report report) throws IOException {
    try (Spool export = Spool.read(folder)) {
      for (String fact : List.of("signer", "recipients", "path")) {
        for (String sha256 : report.all(fact)) {
          copy(kept.certificates().file(sha256), export.certificates().file(sha256), true);
        }
      }
      for (String sha256 : report.all("crls")) {
        copy(kept.revocationLists().file(sha256), export.revocationLists().file(sha256), true);
      }
    }
  }

  private void sent(Facts facts) throws IOException {
    OutFolder from = kept.out(facts.id());
    OutFolder to = new OutFolder(folder.resolve("out").resolve(facts.id()));
    Optional<Report> sealed = facts.at(Evidence.Step.SEALED).map(Evidence::report);
    Optional<String> head = sealed.flatMap(report -> report.one("head"));
    copy(from.payload(), to.payload(), facts.message().kind() == Kind.INTERCHANGE);
    copy(from.wire(), to.wire(), facts.wire().isPresent());
    copy(from.headers(), to.headers(), sealed.isPresent());
    copy(from.signature(), to.signature(), sealed.isPresent());
    copy(from.part(), to.part(), sealed.isPresent() && head.isEmpty());
    if (head.isPresent() && Files.exists(from.payload()) && !Files.exists(to.part())) {
      Batch.write(to.part(), SentProof.part(head.get(), Content.of(from.payload()), scratch));
    }
  }

  private void received(Facts facts, String download) throws IOException {
    Message message = facts.message();
    InFolder from = kept.in(download);
    InFolder to = new InFolder(folder.resolve("in"), download);
    Optional<Report> verified = facts.at(Evidence.Step.VERIFIED).map(Evidence::report);
    copy(from.raw(), to.raw(), facts.raw().isPresent());
    copy(from.hdr(), to.hdr(), verified.filter(r -> r.one("answer").isPresent()).isPresent());
    copy(from.opened(message.part()), to.opened(message.part()), verified.isPresent());
    if (Files.exists(from.opened(message.part()))) {
      forTools(Content.of(from.opened(message.part())), ForTools.of(to, message.part()));
    }
  }

  /** Without these openssl had to be taught MIME. */
  private void forTools(Content opened, ForTools tools) throws IOException {
    try {
      SignedMessage message =
          SignedMessage.open(CompressedEntity.uncovered(opened, false, scratch), scratch);
      Content signed =
          message.opaque().isPresent()
              ? CmsVerifier.opaque(message.opaque().get(), scratch).content()
              : message.signedPart();
      Content signature =
          message.opaque().isPresent()
              ? message.opaque().get()
              : Content.of(message.signature().orElseThrow());
      Batch.write(tools.part(), signed);
      Batch.write(tools.signature(), signature);
    } catch (CmsException | NotSignedException | MalformedMimeException e) {
      // It verified once; that it does not now is for the proof to say, which has the same bytes.
      Files.deleteIfExists(tools.part());
    }
  }

  private void copy(Path from, Path to, boolean needed) throws IOException {
    if (!Files.exists(from)) {
      if (needed) {
        missing.add(folder.relativize(to).toString());
      }
    } else if (!Files.exists(to)) {
      Batch.write(to, Content.of(from));
    }
  }
}
