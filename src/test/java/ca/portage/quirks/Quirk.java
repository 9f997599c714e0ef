package ca.portage.quirks;

import ca.portage.cms.CmsVerifier;
import ca.portage.cms.Digest;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import ca.portage.ediint.Receipt;
import ca.portage.ediint.ReceiptJudge;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.SignedMessage;
import ca.portage.ediint.SignerEvidence;
import ca.portage.ediint.Verdict;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.Parts;
import ca.portage.pki.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fixtures of the rows, each in the folder of its row with a note on how it was made. */
final class Quirk {
  static final Path FOLDER = Path.of("src/test/resources/quirks");
  static final MessageId OURS = new MessageId("<38DEC16C.000002.00844@broker.example>");

  private Quirk() {}

  static Content file(String row, String name) throws IOException {
    return Content.of(FOLDER.resolve(row).resolve(name));
  }

  static String text(String row, String name) throws IOException {
    return text(file(row, name));
  }

  static String text(Content content) throws IOException {
    return new String(content.toBytes(1 << 20), StandardCharsets.ISO_8859_1);
  }

  static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Entity entity(Content whole) throws Exception {
    return EntityReader.readUnsigned(whole, MimeLimits.DEFAULT);
  }

  static Entity entity(String row, String name) throws Exception {
    return entity(file(row, name));
  }

  static Parts parts(Entity multipart) throws Exception {
    return MultipartReader.parts(
        multipart.body(), multipart.contentType().boundary(), MimeLimits.DEFAULT);
  }

  static Receipt receipt(Content report) throws Exception {
    return ReceiptReader.read(EntityReader.read(report, MimeLimits.DEFAULT)).orElseThrow();
  }

  static Receipt receipt(String row, String name) throws Exception {
    return receipt(file(row, name));
  }

  /** The check of the message that the receipts are about. */
  static Mic sent() throws IOException {
    return Mic.of(file("Q-29", "part.txt"), Digest.SHA1);
  }

  static Verdict.Kind verdict(Receipt receipt) throws IOException {
    return ReceiptJudge.judge(receipt, OURS, sent(), SignerEvidence.TRUSTED).kind();
  }

  static Verdict.Kind verdict(String row, String name) throws Exception {
    return verdict(receipt(row, name));
  }

  /** The part of a signed fixture, once its signature has verified over exactly these bytes. */
  static Content verified(String row, String name, Path scratchFolder) throws Exception {
    try (Scratch scratch = new Scratch(scratchFolder)) {
      SignedMessage message = SignedMessage.open(file(row, name), scratch);
      verify(message.signedPart(), message.signature().orElseThrow());
      return Content.of(message.signedPart().toBytes(1 << 20));
    }
  }

  static void verify(Content part, byte[] signature) throws Exception {
    CmsVerifier.detached(
        part, signature, List.of(Certificates.readPem(FOLDER.resolve("signer.pem")).get(0)));
  }

  /** What we ship that matches: code, profiles, routes and pages. */
  static List<Path> shipped(String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("src/main", "config", "routes", "docs", "bin")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (text(Content.of(file)).matches(pattern)) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }
}
