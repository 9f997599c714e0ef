package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts of a few messages as a journal tells them, where the ledger has gone on since. */
final class Recital {
  private final Set<String> ids;
  private final Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
  private final Map<String, List<Map<String, Object>>> evidence = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
  private final Map<String, List<String>> receipts = new LinkedHashMap<>();

  private Recital(Set<String> ids) {
    this.ids = ids;
  }

  static Recital of(Course course, Set<String> ids) throws IOException {
    Recital recital = new Recital(ids);
    course.forEach(recital::take);
    Set<String> wanted = new HashSet<>();
    recital.rows.values().forEach(row -> wanted.add(String.valueOf(row.get("download"))));
    // A poll is told before the messages that came with it, so it is looked for last.
    course.forEach(line -> recital.answer(line, wanted));
    return recital;
  }

  private void answer(Line line, Set<String> wanted) {
    if (line.table().filter("download"::equals).isPresent() && line.row().isPresent()) {
      String id = line.row().get().path("id").asText();
      if (wanted.contains(id)) {
        answers.put(id, Facts.columns(line.row().get()));
      }
    }
  }

  private void take(Line line) {
    String table = line.table().orElse("");
    if (line.row().isEmpty()) {
      line.gone().map(key -> key.path("id").asText()).ifPresent(id -> forget(table, id));
      return;
    }
    JsonNode row = line.row().get();
    String id = row.path("id").asText();
    if (table.equals("evidence") && ids.contains(row.path("about").asText())) {
      receipts.computeIfAbsent(row.path("about").asText(), k -> new ArrayList<>()).add(id);
    }
    if (ids.contains(id) && table.equals("message")) {
      rows.put(id, Facts.columns(row));
    } else if (ids.contains(id) && table.equals("evidence")) {
      evidence.computeIfAbsent(id, k -> new ArrayList<>()).add(Facts.columns(row));
    }
  }

  private void forget(String table, String id) {
    if (table.equals("message")) {
      rows.remove(id);
      evidence.remove(id);
      receipts.remove(id);
    }
  }

  Optional<Facts> facts(String id) {
    return Optional.ofNullable(rows.get(id))
        .map(
            row ->
                new Facts(
                    row,
                    evidence.getOrDefault(id, List.of()),
                    receipts.getOrDefault(id, List.of()),
                    Optional.ofNullable(answers.get(String.valueOf(row.get("download"))))));
  }
}
