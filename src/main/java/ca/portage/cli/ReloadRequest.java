package ca.portage.cli;

import ca.portage.app.reload.ReloadDesk;
import ca.portage.app.reload.ReloadOrder;
import ca.portage.app.reload.ReloadState;
import ca.portage.config.Home;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Leaves an order for the running service and waits for its answer. */
final class ReloadRequest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 200;
  private static final String NO_REASON = "no reason given";

  private final Session session;
  private final Home home;

  ReloadRequest(Session session, Home home) {
    this.session = session;
    this.home = home;
  }

  int send(ReloadOrder.What what, String reason) throws Failure, IOException, InterruptedException {
    if (!Files.exists(home.ledger()) || Owner.of(home).isEmpty()) {
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

  private static ReloadState answer(ReloadDesk desk, ReloadOrder order)
      throws Failure, IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      Optional<ReloadState> said = desk.said();
      if (said.filter(state -> state.order().equals(order.id())).isPresent()) {
        return said.get();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    throw new Failure(
        ExitCode.TEMPORARY,
        "the service has not answered yet: what it has in hand is finished first",
        "'portage status' shows what came of it");
  }

  private int tell(ReloadState state) {
    String text = Printable.text(state.text());
    switch (state.outcome()) {
      case LOADED -> session.out().println("in use: " + text);
      case UNCHANGED -> session.out().println(text);
      case REFUSED -> {
        session.out().println("not taken into use, what ran before runs on: " + text);
        return ExitCode.CONFIG;
      }
    }
    return ExitCode.OK;
  }
}
