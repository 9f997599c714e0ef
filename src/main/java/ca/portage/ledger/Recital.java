package ca.portage.ledger;

import ca.portage.ledger.journal.Course;
import ca.portage.ledger.journal.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
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
  private final Map<String, List<String>> receipts = new LinkedHashMap<>();

  private Recital(Set<String> ids) {
    this.ids = ids;
  }

  static Recital of(Course course, Set<String> ids) throws IOException {
    Recital recital = new Recital(ids);
    course.forEach(recital::take);
    return recital;
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
                    receipts.getOrDefault(id, List.of())));
  }
}
