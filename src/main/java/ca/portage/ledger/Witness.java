package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the journal says of some messages, as fingerprints: the last row of each, and all of its
 * evidence. Small enough for many messages at once; who has more asks for one part after the other.
 */
public final class Witness {
  private final Predicate<String> wanted;
  private final Predicate<String> downloads;
  private final Map<Long, Said> said = new HashMap<>();
  private final Fingerprints answers = new Fingerprints();

  /** What was said of one message. */
  private static final class Said {
    private boolean present;
    private long row;
    private long evidence;
    private boolean heard;
  }

  private Witness(Predicate<String> wanted, Predicate<String> downloads) {
    this.wanted = wanted;
    this.downloads = downloads;
  }

  /**
   * Listens to a whole journal.
   *
   * @param wanted the ids of the messages to remember
   * @param downloads the ids of the downloads to remember
   * @throws IOException if it cannot be read
   */
  static Witness of(Course course, Predicate<String> wanted, Predicate<String> downloads)
      throws IOException {
    Witness witness = new Witness(wanted, downloads);
    course.forEach(witness::take);
    return witness;
  }

  private void take(Line line) {
    String table = line.table().orElse("");
    Optional<JsonNode> told = line.row().or(line::gone);
    if (told.isEmpty()) {
      return;
    }
    String id = told.get().path("id").asText();
    if (table.equals("download") && line.row().isPresent() && downloads.test(id)) {
      answers.put(Fingerprint.of(id), Fingerprint.of(line.row().get()));
    }
    if ((table.equals("message") || table.equals("evidence")) && wanted.test(id)) {
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
    if (facts.download().isPresent() && !tells(facts.download().get())) {
      return Optional.of("the answer it came in is not what the journal tells of it");
    }
    long evidence = facts.evidence().stream().mapToLong(Fingerprint::of).sum();
    return journal.evidence == evidence
        ? Optional.empty()
        : Optional.of("its evidence is not what the journal tells of it");
  }

  private boolean tells(Map<String, Object> download) {
    String id = String.valueOf(download.get("id"));
    if (!downloads.test(id)) {
      return true;
    }
    OptionalLong told = answers.get(Fingerprint.of(id));
    return told.isPresent() && told.getAsLong() == Fingerprint.of(download);
  }

  /** Notes that a message is there, whatever may be wrong with it. */
  public void heard(String id) {
    Said journal = said.get(Fingerprint.of(id));
    if (journal != null) {
      journal.heard = true;
    }
  }

  /** How many messages the journal tells of and nobody asked about. */
  public long unasked() {
    return said.values().stream().filter(s -> s.present && !s.heard).count();
  }

  /** Fingerprints of the ids of messages the journal tells of and nobody asked about. */
  Set<Long> unaskedPrints(int limit) {
    return said.entrySet().stream()
        .filter(e -> e.getValue().present && !e.getValue().heard)
        .limit(limit)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Whether the journal tells of a message that nobody asked about. */
  public boolean unasked(String id) {
    Said journal = said.get(Fingerprint.of(id));
    return journal != null && journal.present && !journal.heard;
  }
}
