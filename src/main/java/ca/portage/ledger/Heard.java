package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the journal itself says that is needed to judge the rest; the ledger's rows are not asked,
 * because whoever edits one may edit the other.
 */
final class Heard {
  private static final Pattern BEGINS = Pattern.compile("lines before (\\d{1,18}) were removed");

  private final Set<String> signers = new TreeSet<>();
  private final Set<String> purging = new TreeSet<>();
  private Optional<Instant> evidenceSince = Optional.empty();
  private long begins;
  private long unreadable;

  private Heard() {}

  static Heard of(Course course) throws IOException {
    Heard heard = new Heard();
    course.forEach(heard::take);
    return heard;
  }

  private void take(Line line) {
    if (line.row().isEmpty()) {
      unreadable += line.gone().isEmpty() ? 1 : 0;
      line.gone().ifPresent(key -> purging.remove(key.path("id").asText()));
      return;
    }
    JsonNode row = line.row().get();
    String table = line.table().orElse("");
    if (table.equals("event")) {
      event(row);
    } else if (table.equals("evidence")
        && row.path("step").asText().equals(Evidence.Step.SEALED.name())) {
      sealed(row);
    }
  }

  private void event(JsonNode row) {
    String subject = row.path("subject").asText();
    if (row.path("to_state").asText().equals(Purging.ANNOUNCED)) {
      purging.add(subject);
    }
    if (subject.equals(Transitions.PURGE)) {
      Matcher begun = BEGINS.matcher(row.path("reason").asText());
      begins = begun.find() ? Math.max(begins, Long.parseLong(begun.group(1))) : begins;
    } else if (subject.equals(Transitions.EVIDENCE)) {
      evidenceSince = Optional.of(Instant.ofEpochMilli(row.path("at").asLong()));
    }
  }

  private void sealed(JsonNode row) {
    try {
      Report.read(row.path("report").asText()).all("signer").stream()
          .findFirst()
          .ifPresent(signers::add);
    } catch (IllegalArgumentException e) {
      unreadable++;
    }
  }

  /** The SHA-256 of each certificate we signed with. */
  Set<String> signers() {
    return signers;
  }

  /** When a ledger that held messages before began to keep evidence. */
  Optional<Instant> evidenceSince() {
    return evidenceSince;
  }

  /** What a purge is taking away, or would have if it had not been cut off. */
  Set<String> purging() {
    return purging;
  }

  /** The first line that the last purge of the journal left, 0 if there was none. */
  long begins() {
    return begins;
  }

  /** Lines that tell of a row and cannot be read. */
  long unreadable() {
    return unreadable;
  }
}
