package ca.portage.harness;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Message;
import ca.portage.simulator.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One file has one message id, and one message id one sequence of bytes, headers too (I7). */
final class OneForm {
  private OneForm() {}

  static List<Finding> check(Books books) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Set<String>> bodies = new HashMap<>();
    Map<String, Set<List<String>>> heads = new HashMap<>();
    for (Seen request : books.seen()) {
      String id = request.messageId().orElse("");
      heads.computeIfAbsent(id, none -> new HashSet<>()).add(request.lines());
      if (!request.bodySha256().isEmpty()) {
        bodies.computeIfAbsent(id, none -> new HashSet<>()).add(request.bodySha256());
      }
    }
    heads.remove("");
    bodies.forEach((id, forms) -> one(findings, id, "sequences of bytes", forms.size()));
    heads.forEach((id, forms) -> one(findings, id, "heads", forms.size()));
    findings.addAll(idsOfAFile(books));
    return findings;
  }

  private static void one(List<Finding> findings, String id, String what, int forms) {
    if (forms > 1) {
      findings.add(new Finding(Harm.REWRITTEN, id + " came with " + forms + " " + what));
    }
  }

  private static List<Finding> idsOfAFile(Books books) {
    Map<String, Set<String>> ids = new HashMap<>();
    for (Message message : books.messages()) {
      if (message.direction() == Direction.OUT && message.sha256().isPresent()) {
        message
            .messageId()
            .ifPresent(
                id -> ids.computeIfAbsent(message.sha256().get(), none -> new HashSet<>()).add(id));
      }
    }
    List<Finding> findings = new ArrayList<>();
    ids.forEach(
        (file, all) -> {
          if (all.size() > 1) {
            findings.add(new Finding(Harm.REWRITTEN, "file " + file + " has the ids " + all));
          }
        });
    return findings;
  }
}
