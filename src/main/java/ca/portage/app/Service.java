package ca.portage.app;

import ca.portage.app.guard.RouteCare;
import ca.portage.app.guard.Watchdog;
import ca.portage.care.Caretaker;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.pki.PkiException;
import ca.portage.spool.ForceFailedException;
import ca.portage.spool.Room;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service of one home: its spool locked, its ledger open, its channels' routes in
 * Camel.
 *
 * <p>Whatever ends it, close included, may come at any moment: each step is safe to be cut off.
 */
public final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final Spool spool;
  private final Room room;
  private final Ledger ledger;
  private final ScheduledExecutorService deadlines;
  private final Main main;
  private final Caretaker caretaker;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Watchdog watch;
  private final AtomicReference<ForceFailedException> lost = new AtomicReference<>();

  private Service(
      Spool spool,
      Room room,
      Ledger ledger,
      ScheduledExecutorService deadlines,
      Main main,
      Caretaker caretaker) {
    this.spool = spool;
    this.room = room;
    this.ledger = ledger;
    this.deadlines = deadlines;
    this.main = main;
    this.caretaker = caretaker;
  }

  /**
   * Starts every enabled channel of a home.
   *
   * @throws ConfigException if a file of the home is wrong, or no channel is enabled
   * @throws PkiException if keys or certificates cannot be used
   * @throws ca.portage.spool.SpoolLockedException if another process runs on this home
   * @throws IOException if the home's folders cannot be used
   */
  public static Service start(Home home, PasswordPrompt prompt)
      throws ConfigException, PkiException, IOException {
    return start(home, prompt, Clock.systemUTC());
  }

  /** The same by another clock on the wall. */
  static Service start(Home home, PasswordPrompt prompt, Clock clock)
      throws ConfigException, PkiException, IOException {
    ConfigLoader loader = new ConfigLoader(home);
    List<Channel> channels = loader.channels();
    if (channels.isEmpty()) {
      throw new ConfigException(
          home.channels(),
          "no channel is enabled; fill in config/channels/cig.yaml and remove \"enabled: false\"");
    }
    Settings settings = Settings.of(home);
    Spool spool = Spool.open(home.spool());
    Room room = Room.open(home.spool(), settings.freeBytesFloor());
    try {
      return start(home, loader, channels, prompt, clock, spool, room, settings);
    } catch (ConfigException | PkiException | IOException | RuntimeException e) {
      room.close();
      spool.close();
      throw e;
    }
  }

  private static Service start(
      Home home,
      ConfigLoader loader,
      List<Channel> channels,
      PasswordPrompt prompt,
      Clock clock,
      Spool spool,
      Room room,
      Settings settings)
      throws ConfigException, PkiException, IOException {
    Ledger ledger = Ledger.open(home.ledger(), clock);
    ScheduledExecutorService deadlines = deadlines();
    Main main = new Main();
    Caretaker caretaker =
        new Caretaker(
            home,
            channels,
            ledger,
            Clock.systemDefaultZone(),
            settings.nightlyAt(),
            settings.freeBytesFloor());
    Service service = new Service(spool, room, ledger, deadlines, main, caretaker);
    room.onLost(service::endFor);
    try {
      ChannelAssembly assembly =
          new ChannelAssembly(
              loader, new Keys(prompt, System.getenv()), ledger, spool, clock, deadlines, room);
      for (Channel channel : channels) {
        Files.createDirectories(channel.outbox());
        Files.createDirectories(channel.inbox());
      }
      caretaker.selfTest();
      for (Channel channel : channels) {
        assembly.beans(channel).forEach(main::bind);
        ChannelAssembly.values(channel).forEach(main::addOverrideProperty);
      }
      RouteCare care = new RouteCare(System::nanoTime);
      CamelSetup.prepare(main, home, RouteFiles.of(home, channels), care);
      main.start();
      caretaker.start();
      service.watch = Watch.over(main, care, ledger, loader, channels);
    } catch (ConfigException | PkiException | IOException | RuntimeException e) {
      service.close();
      throw e;
    } catch (Exception e) {
      service.close();
      throw new ConfigException(home.routes(), CamelSetup.explain(e));
    }
    LOG.info("started; channels: {}", names(channels));
    return service;
  }

  private static String names(List<Channel> channels) {
    return channels.stream()
        .map(c -> c.name() + " (" + c.environment() + ")")
        .collect(Collectors.joining(", "));
  }

  private static ScheduledExecutorService deadlines() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "portage-deadlines");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** The ledger of the running service, for those in the same process who show it. */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * Waits until {@link #close()} is done.
   *
   * @throws IOException if it was done because the disk fails
   */
  public void awaitStop() throws InterruptedException, IOException {
    closed.await();
    if (lost.get() != null) {
      throw lost.get();
    }
  }

  /**
   * Nothing may be built on what the disk did not confirm twice: the next start finds out what is
   * there and goes on from it.
   */
  private void endFor(ForceFailedException failure) {
    if (lost.compareAndSet(null, failure)) {
      LOG.error("{} Portage ends itself; a restart goes on safely", failure.getMessage());
      new Thread(this::close, "portage-end").start();
    }
  }

  /** Stops picking up and polling, lets the requests at hand end, then closes everything. */
  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    if (watch != null) {
      watch.close();
    }
    try {
      main.stop();
    } catch (RuntimeException e) {
      LOG.warn("stopping the routes: {}; nothing is lost by it", e.getMessage());
    }
    deadlines.shutdownNow();
    caretaker.close();
    ledger.close();
    room.close();
    try {
      spool.close();
    } catch (IOException e) {
      LOG.warn("releasing the spool: {}; its lock ends with this process", e.getMessage());
    }
    LOG.info("stopped");
    closed.countDown();
  }
}
