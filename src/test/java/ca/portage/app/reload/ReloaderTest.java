package ca.portage.app.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.app.guard.RouteCare;
import ca.portage.app.reload.ReloadState.Outcome;
import ca.portage.config.Home;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Audit;
import ca.portage.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong is said, and tried again where that can help. */
class ReloaderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private Home home;
  private ReloadDesk desk;
  private Ledger ledger;

  @BeforeEach
  void open() throws Exception {
    home = new Home(folder);
    for (Path each : List.of(home.channels(), home.profiles(), home.routes(), home.spool())) {
      Files.createDirectories(each);
    }
    Files.writeString(home.channels().resolve("cig.yaml"), "enabled: false\n");
    desk = new ReloadDesk(home.spool());
    ledger = Ledger.open(home.ledger(), Clock.systemUTC());
  }

  @AfterEach
  void close() throws Exception {
    ledger.close();
    camel.close();
  }

  @Test
  void whatFailsForAReasonOfItsOwnIsSaidAndTriedAgainWithoutAnEdit() throws Exception {
    List<String> failures = new ArrayList<>(List.of("the ledger is locked"));
    try (Reloader reloader =
        reloader(
            () -> {
              if (!failures.isEmpty()) {
                throw new IllegalStateException(failures.remove(0));
              }
              return List.of();
            })) {
      reloader.start();
      await().atMost(PATIENCE).until(() -> said(Outcome.REFUSED, "no channel is enabled"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(ledger.alerts(10))
                      .extracting(Alert::text)
                      .satisfiesExactlyInAnyOrder(
                          text ->
                              assertThat(text)
                                  .contains("ledger is locked", "It is tried again by itself"),
                          text ->
                              assertThat(text).contains("no channel is enabled", "Correct them")));
    }
  }

  @Test
  void whatIsDoneInPartIsInTheAuditAndTheRestFollowsByItself() throws Exception {
    try (SwapWorld world = new SwapWorld(folder.resolve("two"));
        Reloader reloader =
            new Reloader(home, ledger, Clock.systemUTC(), world.swap, Duration.ofSeconds(1))) {
      world.unstoppable.add("cig-test-early");
      world.channel("cig", "61s");
      world.channel("cig-test", "61s");
      reloader.start();
      await().atMost(PATIENCE).until(() -> !ledger.alerts(1).isEmpty());
      assertThat(ledger.alerts(10))
          .extracting(Alert::text)
          .singleElement()
          .asString()
          .contains("taken into use in part only", "changed: cig;", "not changed: cig-test");
      assertThat(ledger.audits(Reloader.RELOAD))
          .extracting(Audit::result)
          .singleElement()
          .asString()
          .startsWith("in part: changed: cig; not changed: cig-test");
      world.unstoppable.clear();
      await().atMost(PATIENCE).until(() -> said(Outcome.LOADED, "changed: cig-test"));
    }
  }

  @Test
  void theEndWaitsForAChangeUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Reloader reloader =
        reloader(
            () -> {
              begun.countDown();
              await().atMost(PATIENCE).until(() -> go.getCount() == 0);
              return List.of();
            });
    reloader.start();
    begun.await();
    Thread end = new Thread(reloader::close);
    end.start();
    await().atMost(PATIENCE).until(() -> end.getState() == Thread.State.TIMED_WAITING);
    go.countDown();
    end.join(PATIENCE.toMillis());
    assertThat(said(Outcome.REFUSED, "no channel is enabled")).isTrue();
  }

  private boolean said(Outcome outcome, String text) throws Exception {
    return desk.said()
        .filter(state -> state.outcome() == outcome && state.text().contains(text))
        .isPresent();
  }

  private Reloader reloader(Swap.Source source) throws Exception {
    Swap swap =
        new Swap(
            home,
            source,
            channel -> {
              throw new AssertionError("nothing is to be made");
            },
            new LiveCamel(camel, new RouteCare(System::nanoTime)),
            List.of(),
            new ArrayList<>(),
            Map.of(),
            () -> {});
    return new Reloader(home, ledger, Clock.systemUTC(), swap, Duration.ofSeconds(1));
  }
}
