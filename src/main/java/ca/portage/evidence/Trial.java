package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.ledger.Message;
import ca.portage.spool.Sha256;
import ca.portage.spool.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message on trial: collects what is proved of it, and what is found against it. */
final class Trial {
  private final List<String> proved = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  void proved(String text) {
    proved.add(text);
  }

  void note(String text) {
    notes.add(text);
  }

  void found(String text) {
    findings.add(text);
  }

  boolean clean() {
    return findings.isEmpty();
  }

  /** Takes over what another trial found, such as that of a receipt. */
  void take(String about, Trial other) {
    other.findings.forEach(text -> found(about + ": " + text));
  }

  /**
   * Checks that a file is the one that was kept.
   *
   * @param what names the file in a sentence
   * @param sha256 what the journal tells of it
   * @return the file, if it is
   */
  Optional<Content> same(String what, Path file, Optional<String> sha256) {
    if (sha256.isEmpty()) {
      found("nothing tells what " + what + " should be");
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      found(what + " is missing: " + file.getFileName());
      return Optional.empty();
    }
    try {
      Content content = Content.of(file);
      Stored stored = Sha256.of(content);
      if (!stored.sha256Hex().equals(sha256.get())) {
        found(
            "%s was changed: %s has SHA-256 %s and should have %s"
                .formatted(what, file.getFileName(), stored.sha256Hex(), sha256.get()));
        return Optional.empty();
      }
      return Optional.of(content);
    } catch (IOException e) {
      found(what + " cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Checks that what follows from other bytes does so. */
  boolean equal(String what, String is, Optional<String> should) {
    if (should.equals(Optional.of(is))) {
      return true;
    }
    found("%s is %s and should be %s".formatted(what, is, should.orElse("known")));
    return false;
  }

  /** What it came to, for a message whose row is known. */
  Proof proof(Message message) {
    return new Proof(message.id(), Optional.of(message), proved, notes, findings);
  }

  /** What it came to so far. */
  Proof proof(String id) {
    return new Proof(id, Optional.empty(), proved, notes, findings);
  }
}
