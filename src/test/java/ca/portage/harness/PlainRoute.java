package ca.portage.harness;

import ca.portage.simulator.Fault;
import ca.portage.simulator.Misbehaviour;
import ca.portage.simulator.Outgoing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The plain Camel route under kills like those of the service: the control of the whole harness.
 */
final class PlainRoute {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int AT_WORK_MILLIS = 700;

  private static final Fault SLOW = new Fault.Delayed(Duration.ofSeconds(30));

  private final Lane lane;
  private final Load load;
  private final Random random;

  PlainRoute(Lane lane, Random random) {
    this.lane = lane;
    this.load = new Load(lane, () -> false);
    this.random = random;
  }

  /**
   * Kills it {@code kills} times, lets it finish, and compares contents at both ends. Every second
   * kill comes at a random moment, the others while a submission the gateway took waits for its
   * answer: that moment is milliseconds long, and a control must not hang on the luck of hitting
   * it.
   */
  List<Finding> run(int kills, int filesEach) throws Exception {
    try (load) {
      for (int i = 0; i < kills; i++) {
        load.drop(filesEach);
        boolean waiting = i % 2 == 0;
        if (waiting) {
          lane.gateway().misbehaviour().plan(Misbehaviour.Service.PUT, 1, SLOW);
        }
        long before = seen(waiting);
        Process process = NaiveCamel.start(lane.root());
        try {
          await(process, () -> seen(waiting) > before + (waiting ? 0 : 1));
          if (!waiting) {
            process.waitFor(random.nextInt(AT_WORK_MILLIS), TimeUnit.MILLISECONDS);
          }
        } finally {
          process.destroyForcibly().waitFor();
        }
        lane.gateway().misbehaviour().reset();
      }
      Process process = NaiveCamel.start(lane.root());
      try {
        await(process, this::finished);
      } finally {
        process.destroyForcibly().waitFor();
      }
      return Contents.check(lane.ends(load.dropped()));
    }
  }

  /** How many files were dropped. */
  int files() {
    return load.count();
  }

  private long seen(boolean submissionsOnly) {
    String submissions = lane.gateway().submit().getPath();
    return lane.gateway().seen().stream()
        .filter(seen -> !submissionsOnly || seen.path().equals(submissions))
        .count();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private void await(Process process, Condition condition) throws Exception {
    long begun = System.nanoTime();
    while (!condition.holds()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)
          || System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new AssertionError(
            "the plain route does not work:\n"
                + Files.readString(lane.root().resolve("naive.out")));
      }
    }
  }

  /** Every file is moved away, and the gateway has nothing left that the route would fetch. */
  private boolean finished() throws Exception {
    try (Stream<Path> files = Files.list(lane.outbox())) {
      return files.noneMatch(Files::isRegularFile)
          && lane.gateway().outgoing(lane.sender()).stream().noneMatch(Outgoing::waiting);
    }
  }
}
