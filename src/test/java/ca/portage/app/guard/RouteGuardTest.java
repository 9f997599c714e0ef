package ca.portage.app.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.gateway.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** Errors in the parts of a route that are Camel's own, with the care and without it. */
class RouteGuardTest {
  private final AtomicInteger ticks = new AtomicInteger();
  private final List<Throwable> troubles = new CopyOnWriteArrayList<>();

  @Test
  void anErrorInANodeOfCamelsIsThatMessagesExceptionAndTheRouteGoesOn() throws Exception {
    try (DefaultCamelContext camel = camel(Optional.of(new RouteCare(System::nanoTime)))) {
      camel.addRoutes(anExpressionThatFails());
      camel.start();
      await().until(() -> ticks.get() > 3);
      assertThat(troubles).singleElement().isInstanceOf(StepFailedException.class);
    }
  }

  @Test
  void theControlWithoutTheCareIsARouteThatIsDead() throws Exception {
    try (DefaultCamelContext camel = camel(Optional.empty())) {
      camel.addRoutes(anExpressionThatFails());
      camel.start();
      await().until(() -> ticks.get() > 0);
      await().until(() -> offSchedule(camel));
      assertThat(ticks.get()).isEqualTo(1);
      assertThat(troubles).isEmpty();
    }
  }

  @Test
  void anErrorOfAPollStrategyIsNotedAndTheNextTickComes() throws Exception {
    RouteCare care = new RouteCare(System::nanoTime);
    try (DefaultCamelContext camel = camel(Optional.of(care))) {
      camel.getRegistry().bind("strategy", new FailsOnce());
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("scheduler:t?delay=10&initialDelay=10&pollStrategy=#strategy")
                  .routeId("cig-t")
                  .process(exchange -> ticks.incrementAndGet());
            }
          });
      camel.start();
      await().until(() -> ticks.get() > 2);
      assertThat(care.pulse().takeStruck("cig-t")).containsInstanceOf(OutOfMemoryError.class);
      assertThat(care.pulse().takeStruck("cig-t")).isEmpty();
    }
  }

  private RouteBuilder anExpressionThatFails() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        onException(Throwable.class)
            .handled(true)
            .process(e -> troubles.add(e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
        from("scheduler:t?delay=10&initialDelay=10&synchronous=true")
            .routeId("cig-t")
            .filter(e -> overflowsOnce())
            .to("log:never?level=TRACE");
      }
    };
  }

  private boolean overflowsOnce() {
    if (ticks.incrementAndGet() == 1) {
      throw new StackOverflowError("in an expression");
    }
    return false;
  }

  private static DefaultCamelContext camel(Optional<RouteCare> care) {
    DefaultCamelContext camel = new DefaultCamelContext();
    // A dead route never says that it is done.
    camel.getShutdownStrategy().setTimeout(1);
    care.ifPresent(c -> c.configure(camel));
    return camel;
  }

  /** Whether the consumer's task is neither running nor waiting for its next tick. */
  private static boolean offSchedule(DefaultCamelContext camel) {
    ScheduledPollConsumer consumer = (ScheduledPollConsumer) camel.getRoutes().get(0).getConsumer();
    SizedScheduledExecutorService threads =
        (SizedScheduledExecutorService)
            ((DefaultScheduledPollConsumerScheduler) consumer.getScheduler())
                .getScheduledExecutorService();
    return threads.getScheduledThreadPoolExecutor().getQueue().isEmpty()
        && threads.getActiveCount() == 0;
  }

  /** Throws an error at its first look. */
  public static final class FailsOnce implements PollingConsumerPollStrategy {
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
      if (looks.incrementAndGet() == 1) {
        throw new OutOfMemoryError("in a poll strategy");
      }
      return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
      assertThat(polledMessages).isPositive();
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retry, Exception cause) {
      return false;
    }
  }
}
