package ca.portage.cli;

import ca.portage.app.reload.ReloadState;
import ca.portage.config.Home;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Download;
import ca.portage.ledger.Event;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.logging.Printable;
import ca.portage.watch.Oldest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the status for people. */
final class StatusPrinter {
  private final Session session;
  private final Home home;
  private final Paint paint;
  private final Instant now;

  StatusPrinter(Session session, Home home) {
    this.session = session;
    this.home = home;
    this.paint = session.paint();
    this.now = session.clock().instant();
  }

  void print(
      Optional<Long> owner,
      Optional<ReloadState> reload,
      List<ChannelStatus> channels,
      List<Alert> alerts) {
    String running =
        owner
            .map(pid -> paint.good("running") + ", process " + pid)
            .orElse(paint.warn("not running"));
    say(home.root() + ": " + running);
    reload.ifPresent(this::print);
    if (channels.isEmpty() && reload.filter(StatusPrinter::refused).isEmpty()) {
      say("no channel is switched on; see " + home.show(home.channels()));
    }
    channels.forEach(this::print);
    if (!alerts.isEmpty()) {
      say("");
      say(paint.strong("Last alerts"));
      alerts.forEach(
          alert ->
              say(
                  "  "
                      + Ages.instant(alert.at())
                      + " "
                      + Printable.text(alert.channel())
                      + " "
                      + Printable.text(alert.id().orElse("-"))
                      + " "
                      + Printable.text(alert.text())));
    }
  }

  private static boolean refused(ReloadState reload) {
    return reload.outcome() == ReloadState.Outcome.REFUSED;
  }

  private void print(ReloadState reload) {
    if (refused(reload)) {
      say(paint.bad("changed files are not in use") + ", " + reload.instead() + ":");
      say("  " + Printable.text(reload.text()));
    }
    if (reload.outcome() == ReloadState.Outcome.WORKING) {
      say("changed files are being taken into use: " + Printable.text(reload.text()));
    }
    if (!reload.editedRoutes().isEmpty()) {
      say(
          paint.warn("edited routes are not in use")
              + ": "
              + Printable.text(String.join(", ", reload.editedRoutes()))
              + "; 'portage routes check', then 'portage routes apply'");
    }
  }

  private void print(ChannelStatus status) {
    ChannelFolders folders = status.folders();
    say("");
    say(paint.strong(Printable.text(status.channel().name())));
    status.stopped().ifPresent(last -> stands("STOPPED", last));
    status.leftOut().ifPresent(last -> stands("LEFT OUT", last));
    say("  outbox    %s, %s".formatted(home.show(folders.outbox()), files(folders.waiting())));
    say("  inbox     %s, %s".formatted(home.show(folders.inbox()), files(folders.delivered())));
    say("  messages  " + counts(status));
    status.oldest().ifPresent(message -> say("  next due  " + due(message)));
    if (!status.health().isEmpty()) {
      say(
          "  health    "
              + status.health().stream().map(this::health).collect(Collectors.joining(", ")));
    }
    status.expiry().line(paint, now).ifPresent(line -> say("  expiry    " + line));
    say("  download  " + status.lastDownload().map(this::download).orElse("none yet"));
    if (folders.quarantined() > 0) {
      say(
          "  "
              + paint.bad(files(folders.quarantined()) + " refused")
              + " in "
              + home.show(folders.quarantine())
              + "; the .reason.txt beside each says why");
    }
    attention(status);
  }

  private void stands(String word, Event last) {
    say(
        "  %s since %s: %s"
            .formatted(paint.bad(word), Ages.instant(last.at()), Printable.text(last.reason())));
  }

  private String counts(ChannelStatus status) {
    if (status.states().isEmpty()) {
      return "none yet";
    }
    return status.states().entrySet().stream()
        .map(
            e ->
                StateGuide.of(State.valueOf(e.getKey())).paint(paint, e.getKey())
                    + " "
                    + e.getValue())
        .collect(Collectors.joining("  "));
  }

  private String health(Oldest oldest) {
    String text = oldest.stage().word() + " " + Ages.of(oldest.age(now));
    return oldest.late(now) ? paint.bad(text + " (too long)") : text;
  }

  private String due(Message message) {
    return message.id()
        + " "
        + message.state()
        + ", "
        + message.due().map(at -> Ages.fromNow(at, now)).orElse("-");
  }

  private String download(Download download) {
    String when = Ages.fromNow(download.stored().orElse(download.opened()), now);
    String reason = download.reason().map(text -> ": " + Printable.text(text)).orElse("");
    return "%s, %s, %d bytes%s".formatted(download.state(), when, download.sizeBytes(), reason);
  }

  private void attention(ChannelStatus status) {
    int waiting = status.waitingForPerson();
    if (waiting == 0) {
      return;
    }
    say("  " + paint.bad(waiting + " wait for a person"));
    for (Message message : status.attention()) {
      StateGuide guide = StateGuide.of(message.state());
      say(
          "    %s %s %s"
              .formatted(
                  message.id(),
                  paint.bad(message.state().name()),
                  Printable.text(MessageView.file(message).orElse("-"))));
      message.reason().ifPresent(reason -> say("      " + Printable.text(reason)));
      say("      to do: " + guide.action());
    }
    if (waiting > status.attention().size()) {
      say("    ... 'portage messages --state STATE' lists all of them");
    }
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }

  private void say(String line) {
    session.out().println(line);
  }
}
