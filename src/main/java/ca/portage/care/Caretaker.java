package ca.portage.care;

import ca.portage.config.Channel;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the home while the service runs, on a thread of its own: every minute the clock, once
 * a night the ledger. Nothing it does holds up a message, and no failure of it ends it.
 */
public final class Caretaker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
  private static final long CLOSE_SECONDS = 10;

  private final Home home;
  private final List<Channel> channels;
  private final Ledger ledger;
  private final Clock clock;
  private final long freeBytesFloor;
  private final Notices notices;
  private final ClockMark mark;
  private final Leftovers leftovers;
  private final Nightly nightly;
  private final ScheduledExecutorService minutes =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "portage-care");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * The caretaker of a running service.
   *
   * @param clock tells the time, and by its zone when it is night
   * @param at when the night's work is done
   * @param freeBytesFloor what a backup must leave free
   */
  public Caretaker(
      Home home,
      List<Channel> channels,
      Ledger ledger,
      Clock clock,
      LocalTime at,
      long freeBytesFloor) {
    this.home = home;
    this.channels = channels;
    this.ledger = ledger;
    this.clock = clock;
    this.freeBytesFloor = freeBytesFloor;
    this.notices = new Notices(ledger);
    this.mark = new ClockMark(home, clock);
    this.leftovers = new Leftovers(home, channels, clock);
    this.nightly = new Nightly(home, ledger, leftovers, notices, clock, at, freeBytesFloor);
  }

  /**
   * Sweeps what killed self-tests left, then tests; what fails is alerted.
   *
   * @throws IOException if the spool itself fails: nothing may be started on it
   */
  public void selfTest() throws IOException {
    leftovers.probes();
    List<Trial> trials =
        new SelfTest(home, channels, Optional.of(ledger), freeBytesFloor, clock)
            .run(Optional.of(ProcessHandle.current().pid()));
    for (Trial trial : trials) {
      if (trial.level() == Trial.Level.FAIL && trial.subject().equals(SelfTest.SPOOL)) {
        throw new IOException("The self-test failed; nothing was started. " + trial.line());
      }
      tell(trial);
    }
    clock();
  }

  private void tell(Trial trial) {
    switch (trial.level()) {
      case OK -> LOG.debug("self-test: {}", trial.line());
      case WARN -> LOG.warn("self-test: {}", trial.line());
      case FAIL -> notices.wrong(trial.subject(), trial.line());
    }
  }

  /** Begins to look every minute. */
  public void start() {
    minutes.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.MINUTES);
  }

  /** One look. */
  void look() {
    guarded("clock", this::clock);
    guarded("nightly", nightly::runIfDue);
  }

  private void clock() throws IOException {
    Trial trial = mark.trial(Optional.empty());
    if (trial.level() == Trial.Level.OK) {
      notices.right(trial.subject());
      mark.advance();
    } else {
      notices.wrong(trial.subject(), trial.line());
    }
  }

  /** Work that may fail. */
  @FunctionalInterface
  private interface Chore {
    void run() throws IOException;
  }

  /** An executor drops a task for ever once something passes out of it. */
  private void guarded(String name, Chore chore) {
    try {
      chore.run();
      notices.right("care of " + name);
    } catch (IOException | RuntimeException | Error e) {
      notices.wrong(
          "care of " + name,
          "the service's own care (%s) failed and is tried again: %s".formatted(name, e));
    }
  }

  /** Lets the work at hand end, for a while, and looks no more. */
  @Override
  public void close() {
    minutes.shutdownNow();
    try {
      if (!minutes.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("the night's work is cut off by the stop; the next start does it again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
