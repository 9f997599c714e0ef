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
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import ca.portage.mime.MalformedMimeException;
import ca.portage.spool.Durable;
import ca.portage.spool.InFolder;
import ca.portage.spool.OutFolder;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Copies the files that prove a message, and adds what other tools need to look at it. A file that
 * is missing is not made up: whoever proves the export finds that out.
 */
final class ExportFiles {
  private final Spool kept;
  private final Path folder;
  private final Scratch scratch;

  ExportFiles(Spool kept, Path folder, Scratch scratch) {
    this.kept = kept;
    this.folder = folder;
    this.scratch = scratch;
  }

  void write(Facts facts) throws IOException {
    Durable.folder(folder.resolve("facts"));
    Durable.write(ExportExamination.facts(folder, facts.id()), facts.json());
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
          copy(kept.certificates().file(sha256), export.certificates().file(sha256));
        }
      }
      for (String sha256 : report.all("crls")) {
        copy(kept.revocationLists().file(sha256), export.revocationLists().file(sha256));
      }
    }
  }

  private void sent(Facts facts) throws IOException {
    OutFolder from = kept.out(facts.id());
    OutFolder to = new OutFolder(folder.resolve("out").resolve(facts.id()));
    copy(from.payload(), to.payload());
    copy(from.wire(), to.wire());
    copy(from.headers(), to.headers());
    copy(from.signature(), to.signature());
    copy(from.part(), to.part());
    Optional<String> head =
        facts.at(Evidence.Step.SEALED).flatMap(step -> step.report().one("head"));
    if (head.isPresent() && Files.exists(from.payload()) && !Files.exists(to.part())) {
      Durable.write(to.part(), SentProof.part(head.get(), Content.of(from.payload()), scratch));
    }
  }

  private void received(Facts facts, String download) throws IOException {
    Message message = facts.message();
    InFolder from = kept.in(download);
    InFolder to = new InFolder(folder.resolve("in"), download);
    copy(from.raw(), to.raw());
    copy(from.hdr(), to.hdr());
    copy(from.opened(message.part()), to.opened(message.part()));
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
      Durable.write(tools.part(), signed);
      Durable.write(tools.signature(), signature);
    } catch (CmsException | NotSignedException | MalformedMimeException e) {
      // It verified once; that it does not now is for the proof to say, which has the same bytes.
      Files.deleteIfExists(tools.part());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(from) && !Files.exists(to)) {
      folders(to.getParent());
      Durable.copy(Content.of(from), to);
    }
  }

  private static void folders(Path wanted) throws IOException {
    if (!Files.isDirectory(wanted)) {
      folders(wanted.getParent());
      Durable.folder(wanted);
    }
  }
}
