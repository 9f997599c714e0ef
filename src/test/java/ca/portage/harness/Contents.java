package ca.portage.harness;

import ca.portage.simulator.Outgoing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each content that went in at one side came out once at the other, and nothing else did. */
final class Contents {
  private Contents() {}

  static List<Finding> check(Books books) {
    List<Finding> findings =
        new ArrayList<>(
            compare("dropped file", books.dropped(), "the gateway", books.received().values()));
    List<String> handedOut =
        books.outgoing().stream()
            .filter(item -> !item.receipt() && !item.waiting())
            .map(Outgoing::messageId)
            .map(books.offered()::get)
            .toList();
    findings.addAll(compare("offered interchange", handedOut, "the inbox", books.delivered()));
    return findings;
  }

  private static List<Finding> compare(
      String what, Collection<String> in, String where, Collection<String> out) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Long> came = counted(out);
    counted(in)
        .forEach(
            (content, times) -> {
              long found = came.getOrDefault(content, 0L);
              if (found < times) {
                findings.add(
                    new Finding(Harm.LOST, "a " + what + " is not in " + where + ": " + content));
              } else if (found > times) {
                findings.add(
                    new Finding(
                        Harm.TWICE,
                        "a %s is %d times in %s: %s".formatted(what, found, where, content)));
              }
              came.remove(content);
            });
    came.keySet()
        .forEach(
            content ->
                findings.add(
                    new Finding(
                        Harm.FOREIGN,
                        "%s holds what is no %s: %s".formatted(where, what, content))));
    return findings;
  }

  private static Map<String, Long> counted(Collection<String> contents) {
    return contents.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
