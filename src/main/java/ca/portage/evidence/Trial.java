package ca.portage.evidence;

import ca.portage.content.Content;
import ca.portage.ledger.Message;
import ca.portage.spool.Addressed;
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
  private Optional<String> signer = Optional.empty();
  private int untrusted;
  private int unproved;

  void proved(String text) {
    proved.add(text);
  }

  void note(String text) {
    notes.add(text);
  }

  void found(String text) {
    findings.add(text);
  }

  /** Nothing was changed, but today's authorities and certificates do not bear it out. */
  void untrusted(String text) {
    untrusted++;
    findings.add(text);
  }

  /** What follows from what was found so far, and is of that kind. */
  void follows(String text) {
    if (untrusted > 0 && untrusted == findings.size()) {
      untrusted(text);
    } else {
      found(text);
    }
  }

  /** It cannot be proved, and there is a good reason for that. */
  void unproved(String text) {
    unproved++;
    notes.add(text);
  }

  /** Whose signature holds, whether or not that is to be trusted. */
  void signedBy(String name) {
    signer = Optional.of(name);
  }

  boolean clean() {
    return findings.isEmpty();
  }

  /** Takes over what another trial found, such as that of a receipt. */
  void take(String about, Trial other) {
    other.findings.forEach(text -> found(about + ": " + text));
    untrusted += other.untrusted;
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

  /** Checks that a file that is named by its SHA-256 is the one that was kept. */
  Optional<Content> kept(String what, Addressed files, String sha256) {
    try {
      return same(what, files.file(sha256), Optional.of(sha256));
    } catch (IllegalArgumentException e) {
      found(what + " is named by what is no SHA-256");
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
    return new Proof(
        message.id(),
        Optional.of(message),
        signer,
        proved,
        notes,
        findings,
        untrusted,
        unproved > 0);
  }

  /** What it came to so far. */
  Proof proof(String id) {
    return new Proof(
        id, Optional.empty(), signer, proved, notes, findings, untrusted, unproved > 0);
  }
}
