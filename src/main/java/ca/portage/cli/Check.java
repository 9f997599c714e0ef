package ca.portage.cli;

import ca.portage.config.AlgorithmPolicy;
import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.ConfigLoader;
import ca.portage.config.Home;
import java.io.IOException;
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

/** {@code portage check}: would this home run? */
@Command(
    name = "check",
    header = "Tell whether a home is ready to run; --online looks at the gateway too.",
    description = {
      "%nLooks at every channel and profile file, the routes, the keys and certificates, the"
          + " folders",
      "and the clock. Each line is ok, warn or FAIL, with what to do. Changes nothing.",
      "",
      "--online opens one connection to each endpoint, as a message would: is it reached, which",
      "protocol, suite and group, whose certificates until when, what this channel would refuse and",
      "why, and what time it is there. It sends no message and fetches none. What to send the help",
      "desk is printed below.%n"
    },
    footer = {
      "%nExamples:",
      "  portage check --home /srv/portage",
      "  portage check --online             before the first message, and when nothing gets through",
      "  portage check --json | jq -r '.findings[] | select(.level != \"ok\") | .text'",
      "",
      "Exit codes: 0 ready, warnings included; 78 something is to be corrected first."
    })
final class Check implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(names = "--online", description = "Also look at each endpoint over the network.")
  private boolean online;

  @Override
  public Integer call() throws Failure, ConfigException, IOException {
    Session session = root.session();
    Home home = root.home();
    List<Finding> findings = findings(session, home);
    List<String> helpDesk = online ? online(session, home, findings) : List.of();
    boolean ready = findings.stream().noneMatch(f -> f.level() == Finding.Level.FAIL);
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("home", home.root());
      object.put("ready", ready);
      object.put("findings", findings.stream().map(Finding::json).toList());
      if (online) {
        object.put("helpDesk", helpDesk);
      }
      session.out().println(Json.line(object));
    } else {
      new FindingPrinter(session).print(findings);
      if (!helpDesk.isEmpty()) {
        session.out().println();
        session.out().println("For the help desk:");
        helpDesk.forEach(line -> session.out().println("  " + line));
      }
    }
    return ready ? ExitCode.OK : ExitCode.CONFIG;
  }

  /** Adds what the network shows, and returns what to send the help desk. */
  private static List<String> online(Session session, Home home, List<Finding> findings) {
    List<String> helpDesk = new ArrayList<>();
    for (Channel channel : new ConfigCheck(home).channels()) {
      OnlineCheck check = OnlineCheck.run(home, channel, session.environment(), session.clock());
      findings.addAll(check.findings());
      helpDesk.addAll(check.helpDesk());
    }
    return helpDesk;
  }

  private static List<Finding> findings(Session session, Home home) throws IOException {
    List<Finding> findings = new ArrayList<>();
    ConfigCheck config = new ConfigCheck(home);
    findings.addAll(config.findings());
    findings.addAll(RoutesCheck.run(home, config.channels()));
    ConsolePrompt prompt = new ConsolePrompt(home, ConsolePrompt.Keyboard.ofProcess());
    for (Channel channel : config.channels()) {
      findings.addAll(
          KeyCheck.run(
              channel,
              policy(home, channel),
              prompt,
              session.environment(),
              session.clock().instant()));
      findings.addAll(
          AccessCheck.run(home, channel, session.environment(), session.clock().instant()));
      findings.addAll(TrustCheck.run(home, channel, session.clock().instant()));
    }
    findings.addAll(HomeCheck.run(home, config.channels(), session.clock()));
    return findings;
  }

  private static Optional<AlgorithmPolicy> policy(Home home, Channel channel) {
    try {
      return Optional.of(new ConfigLoader(home).profile(channel.profile()).policy().send());
    } catch (ConfigException e) {
      // The finding of that file says why.
      return Optional.empty();
    }
  }
}
