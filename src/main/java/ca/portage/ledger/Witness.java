package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the journal says of some messages, as fingerprints: the last row of each, and all of its
 * evidence. Small enough for many messages at once; who has more asks for one part after the other.
 */
public final class Witness {
  private final Predicate<String> wanted;
  private final Map<Long, Said> said = new HashMap<>();

  /** What was said of one message. */
  private static final class Said {
    private boolean present;
    private long row;
    private long evidence;
    private boolean heard;
  }

  private Witness(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * Listens to a whole journal.
   *
   * @param wanted the ids of the messages to remember
   * @throws IOException if it cannot be read
   */
  public static Witness of(Course course, Predicate<String> wanted) throws IOException {
    Witness witness = new Witness(wanted);
    course.forEach(witness::take);
    return witness;
  }

  private void take(Line line) {
    String table = line.table().orElse("");
    if (!table.equals("message") && !table.equals("evidence")) {
      return;
    }
    JsonNode told = line.row().or(line::gone).orElseThrow();
    String id = told.path("id").asText();
    if (wanted.test(id)) {
      take(said.computeIfAbsent(Fingerprint.of(id), key -> new Said()), table, line);
    }
  }

  private static void take(Said of, String table, Line line) {
    if (line.row().isEmpty()) {
      // Only a purge takes rows away, and it takes all of them.
      of.present = false;
      of.evidence = 0;
    } else if (table.equals("message")) {
      of.present = true;
      of.row = Fingerprint.of(line.row().get());
    } else {
      of.evidence += Fingerprint.of(line.row().get());
    }
  }

  /** What speaks against these facts; nothing if the journal says the same. */
  public Optional<String> against(Facts facts) {
    Said journal = said.get(Fingerprint.of(facts.id()));
    if (journal == null || !journal.present) {
      return Optional.of("the journal tells nothing of it");
    }
    journal.heard = true;
    if (journal.row != Fingerprint.of(facts.row())) {
      return Optional.of("its row is not what the journal tells of it");
    }
    long evidence = facts.evidence().stream().mapToLong(Fingerprint::of).sum();
    return journal.evidence == evidence
        ? Optional.empty()
        : Optional.of("its evidence is not what the journal tells of it");
  }

  /** How many messages the journal tells of and nobody asked about. */
  public long unasked() {
    return said.values().stream().filter(s -> s.present && !s.heard).count();
  }

  /** Whether the journal tells of a message that nobody asked about. */
  public boolean unasked(String id) {
    Said journal = said.get(Fingerprint.of(id));
    return journal != null && journal.present && !journal.heard;
  }
}
