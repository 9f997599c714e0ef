package ca.portage.app.reload;

import ca.portage.app.reload.ReloadState.Outcome;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.LedgerException;
import ca.portage.logging.Printable;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether a file of {@code config/} changed or an operator left an order, on a
 * thread of its own. A change counts once the files have been still for a second. Routes are taken
 * into use by an order only.
 */
public final class Reloader implements AutoCloseable {
  /** The subject of the audit. */
  public static final String RELOAD = "reload";

  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);
  private static final String ITSELF = "portage";
  private static final String UNTOUCHED = "not taken into use, and what ran before runs on";
  private static final String IN_PART = "taken into use in part only";
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final long END_SECONDS = 30;
  private static final long INTERRUPTED_SECONDS = 10;

  private final Home home;
  private final Ledger ledger;
  private final Clock clock;
  private final Swap swap;
  private final Duration later;
  private final ReloadDesk desk;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread reload = new Thread(task, "portage-reload");
            reload.setDaemon(true);
            return reload;
          });
  private Glance handled = new Glance(Map.of());
  private Glance last = handled;
  private Optional<Instant> again = Optional.empty();
  private boolean first = true;
  private boolean waiting;
  private Set<String> editedRoutes = Set.of();
  private String refused = "";
  private String order = "";

  /** Looks after the files of {@code home}; what changed goes through {@code swap}. */
  public Reloader(Home home, Ledger ledger, Clock clock, Swap swap) {
    this(home, ledger, clock, swap, LATER);
  }

  /** The same, with how long after a failure it is tried again. */
  Reloader(Home home, Ledger ledger, Clock clock, Swap swap, Duration later) {
    this.home = home;
    this.ledger = ledger;
    this.clock = clock;
    this.swap = swap;
    this.later = later;
    this.desk = new ReloadDesk(home.spool());
  }

  /** Begins to look, first at what may have been edited while the service started. */
  public Reloader start() throws IOException {
    say(Outcome.LOADED, "as it stood at the start");
    thread.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  /** The last line of defence: nothing may end it. */
  private void tick() {
    try {
      look();
    } catch (Exception | Error e) {
      LOG.warn("the files of config/ could not be looked at: {}; tried again", e.toString(), e);
    }
  }

  private void look() throws IOException {
    Optional<ReloadOrder> given = desk.take();
    if (given.isPresent()) {
      order = given.get().id();
      if (given.get().what() == ReloadOrder.What.CONFIG) {
        handled = glance();
        last = handled;
      }
      carryOut(given.get(), false);
      return;
    }
    Glance now = glance();
    boolean still = now.equals(last);
    last = now;
    boolean due = again.filter(at -> !clock.instant().isBefore(at)).isPresent();
    boolean edited = !now.equals(handled);
    if (still && (due || edited)) {
      handled = now;
      carryOut(
          new ReloadOrder("", ReloadOrder.What.CONFIG, ITSELF, "files of config/ were changed"),
          first || waiting && !edited);
      first = false;
    } else {
      editedRoutes();
    }
  }

  private Glance glance() throws IOException {
    Set<Path> roots = new HashSet<>(swap.files());
    roots.add(home.config());
    return Glance.at(roots);
  }

  private void editedRoutes() throws IOException {
    Set<String> edited = Set.copyOf(swap.editedRoutes());
    if (!edited.equals(editedRoutes)) {
      editedRoutes = edited;
      say(
          refused.isEmpty() ? Outcome.LOADED : Outcome.REFUSED,
          refused.isEmpty() ? "routes were edited" : refused);
    }
  }

  private void carryOut(ReloadOrder given, boolean quiet) throws IOException {
    again = Optional.empty();
    if (!quiet) {
      say(Outcome.WORKING, "what the channels have in hand is finished first");
    }
    try {
      String done = given.what() == ReloadOrder.What.CONFIG ? swap.config() : swap.routes();
      refused = "";
      editedRoutes = Set.copyOf(swap.editedRoutes());
      if (done.isEmpty()) {
        nothing(quiet);
      } else {
        LOG.info("taken into use without a restart: {}", Printable.text(done));
        say(Outcome.LOADED, done);
        note(given, done);
      }
    } catch (ConfigException | PkiException | UnusableRoutesException e) {
      refuse(e.getMessage(), UNTOUCHED);
    } catch (SwapFailedException e) {
      LOG.error("a reload failed", e);
      if (!e.done().isEmpty()) {
        note(given, e.getMessage());
      }
      tryLater(given);
      refuse(e.getMessage(), e.done().isEmpty() ? UNTOUCHED : IN_PART);
    } catch (IOException | RuntimeException e) {
      LOG.error("a reload failed", e);
      tryLater(given);
      refuse(e.toString(), UNTOUCHED);
    } finally {
      waiting = again.isEmpty() && swap.waits();
      if (waiting) {
        again = Optional.of(clock.instant().plus(later));
      }
    }
  }

  private void nothing(boolean quiet) throws IOException {
    if (!quiet) {
      say(
          Outcome.UNCHANGED,
          swap.waitsForRestart()
              ? "config/application.properties was changed; it is read at the next start"
              : "nothing changed: what the files say is what runs");
    }
  }

  /** Routes are taken up by an order only, so are they again. */
  private void tryLater(ReloadOrder given) {
    if (given.what() == ReloadOrder.What.CONFIG) {
      again = Optional.of(clock.instant().plus(later));
    }
  }

  private void refuse(String why, String consequence) throws IOException {
    String text = Printable.text(String.valueOf(why).replace("\n", "; "));
    say(Outcome.REFUSED, text);
    if (!text.equals(refused)) {
      refused = text;
      alert(
          "changed files of the home were "
              + consequence
              + ": "
              + text
              + (again.isPresent()
                  ? ". It is tried again by itself"
                  : ". Correct them; they are looked at again by themselves"));
    }
  }

  private void note(ReloadOrder given, String done) {
    try {
      String action = given.what() == ReloadOrder.What.CONFIG ? RELOAD : "routes apply";
      ledger.audit(given.operator(), action, RELOAD, done, given.reason());
    } catch (LedgerException e) {
      LOG.error("a reload could not be noted in the audit: {}: {}", done, e.getMessage());
    }
  }

  private void alert(String text) {
    try {
      ledger.alert(ITSELF, Optional.empty(), text);
    } catch (LedgerException e) {
      LOG.error("{}; and it could not be noted in the ledger: {}", text, e.getMessage());
    }
  }

  private void say(Outcome outcome, String text) throws IOException {
    desk.say(
        new ReloadState(
            clock.instant(), order, outcome, text, List.copyOf(new TreeSet<>(editedRoutes))));
  }

  /** Looks no more; a change under way is finished if that does not take long, or broken off. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
        if (!thread.awaitTermination(INTERRUPTED_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("a change of files is still under way; the next start takes them as they are");
        }
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
