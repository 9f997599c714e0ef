package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.RunningHome;
import ca.portage.ledger.Direction;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Filter;
import ca.portage.ledger.IllegalTransitionException;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An error at every node of the shipped routes, one after the other, in a service under load. */
final class NodeErrors {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Struck here, a message is held by the steps that would have to hold it, or by nobody. */
  private static final Set<String> TROUBLE = Set.of("cig-trouble-hold", "cig-trouble-tell");

  /** Struck here, a part or its download waits for a minute by rule: too long for every build. */
  private static final Set<String> MINUTES =
      Set.of(
          "cig-unpack-parts",
          "cig-unpack-part",
          "cig-unpack-done",
          "cig-part-try",
          "cig-part-answer",
          "cig-answer-receipt",
          "cig-answer-wanted",
          "cig-answer-seal",
          "cig-answer-acknowledge");

  /** Struck here, a message of ours is held. */
  private static final Set<String> HOLDING =
      Set.of(
          "cig-pack-part",
          "cig-pack-seal",
          "cig-seal-multipart",
          "cig-pack-pack",
          "cig-send-attempt",
          "cig-send-post",
          "cig-part-decrypt",
          "cig-part-open",
          "cig-part-verify",
          "cig-part-identify");

  private NodeErrors() {}

  static void run(Path folder, Summary summary) throws Exception {
    Set<String> spared = new HashSet<>(TROUBLE);
    if (Form.current() == Form.SHORT) {
      spared.addAll(MINUTES);
    }
    try (RunningHome home = new RunningHome(folder, GatewayForm.STRICT)) {
      Files.writeString(
          folder.resolve("config").resolve("application.properties"),
          Saboteur.BEAN,
          StandardOpenOption.APPEND);
      Saboteur.arm(spared);
      home.start();
      List<String> dropped = new ArrayList<>();
      dropUntilNothingNewIsStruck(home, dropped);
      List<Saboteur.Strike> strikes = Saboteur.disarm();
      assertThat(strikes.stream().map(s -> s.node().substring(s.node().indexOf('/') + 1)))
          .containsAll(HOLDING);
      dropped.add(Books.sha256(home.drop(Samples.names().get(0)).content()));
      await().atMost(PATIENCE).until(() -> newest(home).state() == State.DONE);
      heldAsPromised(home, strikes);
      int held = settle(home, dropped.size());
      home.stop();
      Balance balance = Balance.of(home.home(), dropped);
      summary.row(
          "OutOfMemoryError or StackOverflowError at each node of the routes, Camel's own included",
          strikes.size(),
          "%d messages held and released; the next one travelled; %s".formatted(held, balance),
          "RouteGuardTest: without the guard the first error takes the route off its schedule");
      summary.note("Nodes struck: " + new TreeSet<>(strikes.stream().map(s -> s.node()).toList()));
      balance.assertEven();
    } finally {
      Saboteur.disarm();
    }
  }

  private static void dropUntilNothingNewIsStruck(RunningHome home, List<String> dropped)
      throws Exception {
    int quiet = 0;
    while (quiet < Form.count(2, 4)) {
      int before = Saboteur.strikes();
      for (String name : Samples.names()) {
        dropped.add(Books.sha256(home.drop(name).content()));
      }
      int now = dropped.size();
      await()
          .atMost(PATIENCE)
          .until(() -> home.messages(Direction.OUT, Kind.INTERCHANGE).size() >= now);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  home.messages(Direction.OUT, Kind.INTERCHANGE).stream()
                      .noneMatch(NodeErrors::underWay));
      quiet = Saboteur.strikes() == before ? quiet + 1 : 0;
    }
  }

  private static boolean underWay(Message message) {
    return Set.of(State.CLAIMED, State.PACKAGED, State.SENDING).contains(message.state());
  }

  /** What is on its way into the inbox may have arrived: it is tried again instead. */
  private static void heldAsPromised(RunningHome home, List<Saboteur.Strike> strikes) {
    Map<String, State> wrong = new TreeMap<>();
    for (Saboteur.Strike strike : strikes) {
      String route = strike.node().substring(0, strike.node().indexOf('/'));
      String node = strike.node().substring(route.length() + 1);
      // The nodes that seal serve messages and receipts; a receipt is due until it is made.
      boolean receipt = route.equals("cig-unpack") && !node.startsWith("cig-part-");
      if (HOLDING.contains(node) && !receipt && !strike.message().isEmpty()) {
        home.ledger()
            .message(strike.message())
            .filter(m -> m.state() != State.HELD && m.state() != State.DELIVERING)
            .ifPresent(m -> wrong.put(strike.node() + " " + m.id(), m.state()));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Releases what is held until everything has come to its end; gives how much that was. */
  private static int settle(RunningHome home, int files) {
    Set<String> released = new HashSet<>();
    Instant begun = Instant.now();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              for (Message message : home.ledger().messages(Filter.newest(10_000))) {
                if (message.state() == State.HELD && release(home, message)) {
                  released.add(message.id());
                }
              }
              assertThat(home.messages(Direction.OUT, Kind.INTERCHANGE))
                  .hasSize(files)
                  .allMatch(m -> m.state() == State.DONE);
              assertThat(home.messages(Direction.IN, Kind.INTERCHANGE))
                  .hasSize(files)
                  .allMatch(m -> m.state() == State.CLOSED);
              assertThat(home.ledger().messages(Filter.newest(10_000)))
                  .allMatch(m -> m.state().terminal());
              assertThat(home.ledger().dueDownloads("cig", 1)).isEmpty();
              // A poll that was struck is taken up by the route that looks after such, in its time.
              assertThat(home.ledger().unfinished("cig"))
                  .noneMatch(d -> d.state() == DownloadState.OPEN && d.opened().isBefore(begun));
            });
    return released.size();
  }

  /** Whether it was still held: what was sent before it was held is settled by its receipt. */
  private static boolean release(RunningHome home, Message message) {
    try {
      home.ledger().release(message.id());
      return true;
    } catch (IllegalTransitionException e) {
      assertThat(home.ledger().message(message.id()).orElseThrow().state())
          .as(e.getMessage())
          .isEqualTo(State.DONE);
      return false;
    }
  }

  private static Message newest(RunningHome home) {
    return home.messages(Direction.OUT, Kind.INTERCHANGE).get(0);
  }
}
