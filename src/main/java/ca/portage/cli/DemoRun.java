package ca.portage.cli;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Filter;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The messages of the demo: dropped as a broker's program does, then watched in the ledger. */
final class DemoRun {
  private static final int MANY = 1000;

  private final Ledger ledger;
  private final Path outbox;
  private final Path inbox;
  private final int expected;

  /**
   * @param expected how many interchanges are dropped; each gets one reply
   */
  DemoRun(Ledger ledger, Path outbox, Path inbox, int expected) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.inbox = inbox;
    this.expected = expected;
  }

  /** Writes under a name that is left alone, then renames: the file appears whole. */
  static void drop(Sample sample, Path folder) throws IOException {
    Path unfinished = folder.resolve("." + sample.fileName() + ".tmp");
    try (var out = Files.newOutputStream(unfinished)) {
      sample.content().copyTo(out);
    }
    Files.move(unfinished, folder.resolve(sample.fileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The interchanges out, then those in, each oldest first. */
  List<Journey> journeys() {
    List<Journey> journeys = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      List<Message> newestFirst =
          ledger.messages(
              new Filter(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(direction),
                  Optional.of(Kind.INTERCHANGE),
                  MANY));
      for (int i = newestFirst.size() - 1; i >= 0; i--) {
        Message message = newestFirst.get(i);
        // A part that nobody has opened may yet turn out to be a receipt.
        if (message.state() != State.STORED) {
          journeys.add(new Journey(message, ledger.events(message.id())));
        }
      }
    }
    return journeys;
  }

  boolean isDone(List<Journey> journeys) {
    return count(journeys, Direction.OUT, State.DONE) == expected
        && count(journeys, Direction.IN, State.CLOSED) == expected
        && missing(journeys).isEmpty();
  }

  /** Whether waiting longer is useless: something needs a person already. */
  boolean isStuck(List<Journey> journeys) {
    return journeys.stream()
        .anyMatch(j -> StateGuide.of(j.message().state()).mood() == StateGuide.Mood.PERSON);
  }

  /** What is not in yet, a line each; empty when all is well. */
  List<String> missing(List<Journey> journeys) {
    List<String> missing = new ArrayList<>();
    for (Journey journey : journeys) {
      Message message = journey.message();
      State end = message.direction() == Direction.OUT ? State.DONE : State.CLOSED;
      if (message.state() != end) {
        missing.add(
            "%s (%s) is %s: %s"
                .formatted(
                    journey.file(),
                    message.id(),
                    message.state(),
                    message.reason().orElse(StateGuide.of(message.state()).meaning())));
      } else if (message.direction() == Direction.IN && !isInInbox(message)) {
        missing.add(journey.file() + " is not in " + inbox);
      }
    }
    long out = journeys.stream().filter(j -> j.message().direction() == Direction.OUT).count();
    long in = journeys.size() - out;
    if (out < expected) {
      missing.add((expected - out) + " of " + expected + " files still lie in " + outbox);
    }
    if (in < expected) {
      missing.add((expected - in) + " of " + expected + " replies have not come");
    }
    return missing;
  }

  private boolean isInInbox(Message message) {
    return message.finalName().map(inbox::resolve).filter(Files::isRegularFile).isPresent();
  }

  private static long count(List<Journey> journeys, Direction direction, State state) {
    return journeys.stream()
        .map(Journey::message)
        .filter(m -> m.direction() == direction && m.state() == state)
        .count();
  }

  /** The files in the inbox. */
  long delivered() throws IOException {
    try (Stream<Path> files = Files.list(inbox)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
