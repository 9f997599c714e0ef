package ca.portage.app;

import ca.portage.app.guard.RouteCare;
import ca.portage.app.reload.ChannelFiles;
import ca.portage.app.reload.LiveCamel;
import ca.portage.app.reload.Prepared;
import ca.portage.app.reload.Reloader;
import ca.portage.app.reload.Swap;
import ca.portage.app.trust.TrustWatch;
import ca.portage.care.Caretaker;
import ca.portage.care.SelfTest;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
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

  /** How soon a certificate that an admin put there is in use: two looks later. */
  private static final Duration TRUST_LOOKS = Duration.ofSeconds(5);

  private final Spool spool;
  private final Room room;
  private final Ledger ledger;
  private final ScheduledExecutorService deadlines;
  private final Main main;
  private final Caretaker caretaker;
  private final TrustWatch trust = new TrustWatch();
  private final CountDownLatch closed = new CountDownLatch(1);
  private CurrentWatch watch;
  private Reloader reloader;
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
   * Starts every enabled channel of a home that can be; the others follow by themselves.
   *
   * @throws ConfigException if a file of the home is wrong, or no channel is enabled
   * @throws PkiException if keys or certificates of every channel cannot be used
   * @throws ca.portage.spool.SpoolLockedException if another process runs on this home
   * @throws IOException if the home's folders cannot be used
   */
  public static Service start(Home home, PasswordPrompt prompt)
      throws ConfigException, PkiException, IOException {
    return start(home, prompt, Clock.systemUTC());
  }

  /** The same with the clock by which messages are dated and keys are chosen. */
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
    SelfTest.requirePrivate(home, channels);
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
    List<Channel> running = new CopyOnWriteArrayList<>(channels);
    OpenKeys keys = new OpenKeys(new Unlocking(prompt, System.getenv(), clock));
    ScheduledExecutorService deadlines = Deadlines.executor();
    Main main = new Main();
    Caretaker caretaker =
        new Caretaker(
            home,
            running,
            ledger,
            Clock.systemDefaultZone(),
            settings.nightlyAt(),
            settings.freeBytesFloor());
    Service service = new Service(spool, room, ledger, deadlines, main, caretaker);
    room.onLost(service::endFor);
    try {
      ChannelAssembly assembly =
          new ChannelAssembly(
              home, loader, keys, ledger, spool, clock, deadlines, room, service.trust);
      LeftOut.makeFolders(channels);
      caretaker.selfTest();
      ChannelStandings standings = new ChannelStandings(ledger);
      running.retainAll(standings.requireWorking(home, channels));
      Map<String, String> digests = new ChannelFiles(home).digests(running, loader.channels());
      LeftOut source =
          new LeftOut(
              () -> standings.reloadable(loader.channels(), running), assembly::prepare, standings);
      List<Prepared> prepared = source.begin(running);
      running.retainAll(prepared.stream().map(Prepared::channel).toList());
      ChannelAssembly.begin(prepared, main);
      keys.startIsOver();
      service.trust.start(TRUST_LOOKS);
      RouteCare care = new RouteCare(System::nanoTime);
      CamelSetup.prepare(main, home, RouteFiles.of(home, running), care);
      main.start();
      caretaker.start();
      service.watch = new CurrentWatch(main, care, ledger, loader);
      service.watch.over(running);
      service.reloader =
          new Reloader(
                  home,
                  ledger,
                  clock,
                  new Swap(
                      home,
                      source,
                      assembly::prepare,
                      new LiveCamel(main.getCamelContext(), care),
                      prepared,
                      running,
                      digests,
                      () -> {
                        List<String> names = running.stream().map(Channel::name).toList();
                        keys.only(source.running(names));
                        service.trust.only(names);
                        service.watch.over(running);
                      }))
              .start();
    } catch (ConfigException | PkiException | IOException | RuntimeException e) {
      service.close();
      throw e;
    } catch (Exception e) {
      service.close();
      throw new ConfigException(home.routes(), CamelSetup.explain(e));
    }
    LOG.info("started; channels: {}", ChannelStandings.names(running));
    return service;
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
    if (reloader != null) {
      reloader.close();
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
    trust.close();
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
