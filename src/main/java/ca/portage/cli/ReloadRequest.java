package ca.portage.cli;

import ca.portage.app.reload.ReloadDesk;
import ca.portage.app.reload.ReloadOrder;
import ca.portage.app.reload.ReloadState;
import ca.portage.config.Home;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Leaves an order for the running service and waits for its answer. */
final class ReloadRequest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 200;
  private static final String NO_REASON = "no reason given";

  private final Session session;
  private final Home home;
  private final Duration patience;
  private final BooleanSupplier alive;

  ReloadRequest(Session session, Home home) {
    this(session, home, PATIENCE, () -> lives(home));
  }

  /**
   * The same for another service.
   *
   * @param patience how long it may be silent when it is not at work
   * @param alive whether it is there
   */
  ReloadRequest(Session session, Home home, Duration patience, BooleanSupplier alive) {
    this.session = session;
    this.home = home;
    this.patience = patience;
    this.alive = alive;
  }

  private static boolean lives(Home home) {
    try {
      return Owner.of(home).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int send(ReloadOrder.What what, String reason) throws Failure, IOException, InterruptedException {
    if (!Files.exists(home.ledger()) || !alive.getAsBoolean()) {
      session
          .out()
          .println(
              "no service is running on this home; the next start takes the files as they are");
      return ExitCode.OK;
    }
    Operator.requireOwner(home);
    byte[] id = new byte[8];
    new SecureRandom().nextBytes(id);
    ReloadOrder order =
        new ReloadOrder(
            HexFormat.of().formatHex(id),
            what,
            Operator.name(session.environment()),
            reason.isBlank() ? NO_REASON : reason);
    ReloadDesk desk = new ReloadDesk(home.spool());
    desk.leave(order);
    return tell(answer(desk, order));
  }

  private ReloadState answer(ReloadDesk desk, ReloadOrder order)
      throws Failure, IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<ReloadState> said = desk.said();
      boolean working =
          said.filter(state -> state.outcome() == ReloadState.Outcome.WORKING).isPresent();
      if (!working && said.filter(state -> state.order().equals(order.id())).isPresent()) {
        return said.get();
      }
      if (System.nanoTime() - end >= 0) {
        // While it is at work each channel may take as long as one of its requests.
        if (!working || !alive.getAsBoolean()) {
          throw new Failure(
              ExitCode.TEMPORARY,
              "the service has not answered yet: what it has in hand is finished first",
              "'portage status' shows what came of it");
        }
        end = System.nanoTime() + patience.toNanos();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private int tell(ReloadState state) {
    String text = Printable.text(state.text());
    switch (state.outcome()) {
      case WORKING -> throw new IllegalStateException("the service is at work still");
      case LOADED -> session.out().println("in use: " + text);
      case UNCHANGED -> session.out().println(text);
      case REFUSED -> {
        session.out().println("not taken into use, " + state.instead() + ": " + text);
        return ExitCode.CONFIG;
      }
    }
    return ExitCode.OK;
  }
}
