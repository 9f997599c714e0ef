package ca.portage.app.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.ledger.Alert;
import ca.portage.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over the routes' threads, with a clock that a test moves. */
class WatchdogTest {
  private static final Duration GONE = Duration.ofMinutes(1);
  private static final Duration STUCK = Duration.ofMinutes(20);

  @TempDir Path folder;

  private final AtomicLong skipped = new AtomicLong();
  private final AtomicInteger ticks = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private volatile boolean hangs;
  private Ledger ledger;
  private Watchdog watchdog;

  @BeforeEach
  void start() throws Exception {
    ledger = Ledger.open(folder.resolve("ledger.db"), Clock.systemUTC());
    RouteCare care = new RouteCare(() -> System.nanoTime() + skipped.get());
    care.configure(camel);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("scheduler:t?delay=10&initialDelay=10&synchronous=true")
                .routeId("cig-t")
                .process(exchange -> tick())
                .id("cig-t-step");
          }
        });
    watchdog = new Watchdog(camel, care, ledger, List.of(), GONE, STUCK);
    camel.start();
    await().until(() -> ticks.get() > 1);
  }

  @AfterEach
  void stop() throws Exception {
    release.countDown();
    watchdog.close();
    camel.close();
    ledger.close();
  }

  @Test
  void aRouteThatMovesIsLeftAlone() {
    watchdog.look();
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aRouteWhoseThreadIsGoneIsStartedAgainAndTold() {
    consumer().getScheduler().unscheduleTask();
    await()
        .until(
            () -> {
              int seen = ticks.get();
              return !consumer().isPolling() && ticks.get() == seen;
            });
    int before = ticks.get();
    skipped.addAndGet(GONE.multipliedBy(2).toNanos());
    watchdog.look();
    await().until(() -> ticks.get() > before);
    assertThat(alerts()).singleElement().asString().contains("cig-t", "started again");
    watchdog.look();
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void aRouteThatIsStuckInAStepIsToldOnceAndNotStartedASecondTime() {
    hangs = true;
    int before = ticks.get();
    await().until(() -> ticks.get() > before);
    await().until(() -> consumer().isPolling());
    skipped.addAndGet(STUCK.multipliedBy(2).toNanos());
    watchdog.look();
    watchdog.look();
    assertThat(alerts()).singleElement().asString().contains("inside its step cig-t-step");
    assertThat(camel.getRouteController().getRouteStatus("cig-t").isStarted()).isTrue();
  }

  private void tick() throws InterruptedException {
    ticks.incrementAndGet();
    if (hangs) {
      release.await();
    }
  }

  private ScheduledPollConsumer consumer() {
    return (ScheduledPollConsumer) camel.getRoutes().get(0).getConsumer();
  }

  private List<String> alerts() {
    return ledger.alerts(10).stream().map(Alert::text).toList();
  }
}
