package ca.portage.harness;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a disk must hold because the gateway knows of it: each request was written down before it
 * was sent (reliability I1, P1), and what was acknowledged is in the inbox (I5, P6). Asked of an
 * image before anything starts on it and mends it.
 */
final class Acknowledged {
  private static final int ALL = 1_000_000;

  private Acknowledged() {}

  /**
   * What the gateway knows and the disk does not.
   *
   * @param database the ledger of the image; one that is missing knows nothing
   */
  static List<Finding> missing(Simulator gateway, String sender, Path database, Path inbox)
      throws IOException {
    List<Message> messages = List.of();
    List<Download> downloads = List.of();
    if (Files.exists(database)) {
      try (Ledger ledger = Ledger.read(database)) {
        messages = ledger.messages(Filter.newest(ALL));
        downloads = ledger.downloads("cig", ALL);
      }
    }
    List<Finding> findings = new ArrayList<>();
    requests(findings, gateway, messages, downloads);
    deliveries(findings, gateway.outgoing(sender), messages, inbox);
    return findings;
  }

  private static void requests(
      List<Finding> findings, Simulator gateway, List<Message> messages, List<Download> polls) {
    Map<String, Integer> known = new HashMap<>();
    polls.forEach(poll -> known.put(poll.requestMessageId(), 1));
    byMessageId(messages, Direction.OUT)
        .forEach((id, message) -> known.put(id, message.attempts()));
    Map<String, Long> requests =
        gateway.seen().stream()
            .flatMap(seen -> seen.messageId().stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    requests.forEach(
        (id, times) -> {
          int written = known.getOrDefault(id, 0);
          if (written < times) {
            findings.add(
                new Finding(
                    Harm.UNCOUNTED,
                    "%s was seen %d times; the disk knows of %d".formatted(id, times, written)));
          }
        });
  }

  private static void deliveries(
      List<Finding> findings, List<Outgoing> outgoing, List<Message> messages, Path inbox)
      throws IOException {
    Map<String, Message> received = byMessageId(messages, Direction.IN);
    for (Outgoing item : outgoing) {
      if (item.receipt() || item.acknowledgement().isEmpty()) {
        continue;
      }
      Optional<Path> file =
          Optional.ofNullable(received.get(item.messageId()))
              .flatMap(Message::finalName)
              .map(inbox::resolve);
      if (file.isEmpty() || !Files.exists(file.get()) || Files.size(file.get()) == 0) {
        findings.add(
            new Finding(Harm.LOST, item.messageId() + " was acknowledged and is not in the inbox"));
      }
    }
  }

  private static Map<String, Message> byMessageId(List<Message> all, Direction direction) {
    return all.stream()
        .filter(m -> m.direction() == direction && m.messageId().isPresent())
        .collect(
            Collectors.toMap(
                m -> m.messageId().get(),
                Function.identity(),
                (a, b) -> a.finalName().isPresent() ? a : b));
  }
}
