package ca.portage.cli;

import ca.portage.app.reload.ReloadDesk;
import ca.portage.app.reload.ReloadState;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import ca.portage.ledger.Alert;
import ca.portage.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage status}: every channel at a glance. */
@Command(
    name = "status",
    header = "Show what is where, and what needs a person.",
    description = {
      "%nFor each channel: how many messages are in which state, the oldest one due, the last",
      "download, how long each stage's oldest item has been due, which keys and certificates end",
      "within 60 days, and what waits for a person with what to do about it.%n"
    },
    footer = {
      "%nExamples:",
      "  portage status --home /srv/portage",
      "  portage status --json | jq '.channels[].attention[].id'"
    })
final class Status implements Callable<Integer> {
  private static final int ALERTS = 5;

  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Failure, ConfigException, IOException {
    Session session = root.session();
    Home home = root.home();
    Optional<Long> owner = Owner.of(home);
    Optional<ReloadState> reload = owner.isPresent() ? new ReloadDesk(home.spool()).said() : none();
    List<Channel> channels = channels(home, owner);
    Optional<Ledger> opened = LedgerView.open(home);
    try (Ledger ledger = opened.orElse(null)) {
      List<ChannelStatus> status = new ArrayList<>();
      for (Channel channel : channels) {
        status.add(ChannelStatus.read(home, channel, opened, session.clock().instant()));
      }
      List<Alert> alerts = ledger == null ? List.of() : ledger.alerts(ALERTS);
      if (json) {
        Map<String, Object> object = json(home, owner, status, alerts, session.clock().instant());
        object.put("reload", reload.map(Status::json));
        session.out().println(Json.line(object));
      } else {
        new StatusPrinter(session, home).print(owner, reload, status, alerts);
      }
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> json(
      Home home,
      Optional<Long> owner,
      List<ChannelStatus> channels,
      List<Alert> alerts,
      Instant now) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("home", home.root());
    json.put("running", owner.isPresent());
    json.put("pid", owner);
    json.put("channels", channels.stream().map(c -> c.json(now)).toList());
    json.put("alerts", alerts.stream().map(Status::json).toList());
    return json;
  }

  /** A service runs on when its files are spoilt, and its status must be seen then most of all. */
  private static List<Channel> channels(Home home, Optional<Long> owner) throws ConfigException {
    try {
      return new ConfigLoader(home).channels();
    } catch (ConfigException e) {
      if (owner.isEmpty()) {
        throw e;
      }
      return List.of();
    }
  }

  private static Optional<ReloadState> none() {
    return Optional.empty();
  }

  private static Map<String, Object> json(ReloadState reload) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", reload.at());
    json.put("outcome", MessageView.word(reload.outcome()));
    json.put("text", reload.text());
    json.put("editedRoutes", reload.editedRoutes());
    return json;
  }

  private static Map<String, Object> json(Alert alert) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", alert.at());
    json.put("channel", alert.channel());
    json.put("id", alert.id());
    json.put("text", alert.text());
    return json;
  }
}
