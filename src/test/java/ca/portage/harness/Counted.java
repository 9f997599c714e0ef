package ca.portage.harness;

import ca.portage.ledger.Attempt;
import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gateway saw what the ledger says was asked of it: never more requests than attempts, and no
 * answer in the ledger to a request that was not seen. An attempt whose process or connection ended
 * may have gone unseen.
 */
final class Counted {
  private static final Set<DownloadState> ANSWERED =
      EnumSet.of(DownloadState.STORED, DownloadState.UNPACKED, DownloadState.EMPTY);

  private Counted() {}

  static List<Finding> check(Books books) {
    Map<String, Long> puts = seen(books, "Put0");
    Map<String, Long> gets = seen(books, "Get0");
    List<Finding> findings = new ArrayList<>();
    Map<String, List<Attempt>> attempts = new HashMap<>();
    for (Message message : books.messages()) {
      if (message.direction() == Direction.OUT && message.messageId().isPresent()) {
        attempts.put(
            message.messageId().get(), books.attempts().getOrDefault(message.id(), List.of()));
      }
    }
    attempts.forEach((id, known) -> compare(findings, id, puts.getOrDefault(id, 0L), known));
    puts.keySet().stream()
        .filter(id -> !attempts.containsKey(id))
        .forEach(id -> unknown(findings, "submission", id));
    Map<String, Download> downloads =
        books.downloads().stream()
            .collect(Collectors.toMap(Download::requestMessageId, download -> download));
    downloads.forEach((id, row) -> compare(findings, id, gets.getOrDefault(id, 0L), row));
    gets.keySet().stream()
        .filter(id -> !downloads.containsKey(id))
        .forEach(id -> unknown(findings, "download request", id));
    return findings;
  }

  private static Map<String, Long> seen(Books books, String service) {
    return books.seen().stream()
        .filter(request -> request.path().endsWith(service) && request.messageId().isPresent())
        .collect(Collectors.groupingBy(r -> r.messageId().get(), Collectors.counting()));
  }

  private static void compare(
      List<Finding> findings, String id, long seen, List<Attempt> attempts) {
    long answered = attempts.stream().filter(a -> a.status().isPresent()).count();
    if (seen > attempts.size() || seen < answered) {
      findings.add(
          new Finding(
              Harm.UNCOUNTED,
              "%s was seen %d times; the ledger has %d attempts, %d with an answer"
                  .formatted(id, seen, attempts.size(), answered)));
    }
  }

  private static void compare(List<Finding> findings, String id, long seen, Download row) {
    if (seen > 1 || (seen == 0 && ANSWERED.contains(row.state()))) {
      findings.add(
          new Finding(
              Harm.UNCOUNTED,
              "download request %s (%s) was seen %d times".formatted(id, row.state(), seen)));
    }
  }

  private static void unknown(List<Finding> findings, String what, String id) {
    findings.add(new Finding(Harm.UNCOUNTED, "the ledger has no " + what + " " + id));
  }
}
