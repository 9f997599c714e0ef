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
import java.util.HashSet;
import java.util.List;
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

  private final Home home;
  private final Ledger ledger;
  private final Clock clock;
  private final Swap swap;
  private final ReloadDesk desk;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread reload = new Thread(task, "portage-reload");
            reload.setDaemon(true);
            return reload;
          });
  private Glance handled;
  private Glance last;
  private Set<String> editedRoutes = Set.of();
  private String refused = "";
  private String order = "";

  /** Looks after the files of {@code home}; what changed goes through {@code swap}. */
  public Reloader(Home home, Ledger ledger, Clock clock, Swap swap) {
    this.home = home;
    this.ledger = ledger;
    this.clock = clock;
    this.swap = swap;
    this.desk = new ReloadDesk(home.spool());
  }

  /** Begins to look; what stands there now is what runs. */
  public Reloader start() throws IOException {
    handled = glance();
    last = handled;
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
      handled = glance();
      last = handled;
      carryOut(given.get());
      return;
    }
    Glance now = glance();
    boolean still = now.equals(last);
    last = now;
    if (still && !now.equals(handled)) {
      handled = now;
      carryOut(
          new ReloadOrder("", ReloadOrder.What.CONFIG, ITSELF, "files of config/ were changed"));
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

  private void carryOut(ReloadOrder given) throws IOException {
    try {
      String done = given.what() == ReloadOrder.What.CONFIG ? swap.config() : swap.routes();
      refused = "";
      editedRoutes = Set.copyOf(swap.editedRoutes());
      if (done.isEmpty()) {
        say(
            Outcome.UNCHANGED,
            swap.waitsForRestart()
                ? "config/application.properties was changed; it is read at the next start"
                : "nothing changed: what the files say is what runs");
        return;
      }
      LOG.info("taken into use without a restart: {}", Printable.text(done));
      say(Outcome.LOADED, done);
      note(given, done);
    } catch (ConfigException | PkiException | UnusableRoutesException | IOException e) {
      refuse(e.getMessage());
    } catch (SwapFailedException e) {
      LOG.error("a reload failed half-way", e);
      refuse(e.getMessage());
    }
  }

  private void refuse(String why) throws IOException {
    String text = Printable.text(String.valueOf(why).replace("\n", "; "));
    say(Outcome.REFUSED, text);
    if (!text.equals(refused)) {
      refused = text;
      alert(
          "changed files of the home were not taken into use, and what ran before runs on: "
              + text
              + ". Correct them; they are looked at again by themselves");
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

  /** Looks no more; a change under way is finished. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
