package ca.portage.cli;

import ca.portage.config.Home;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage routes check}: could these routes run? */
@Command(
    name = "check",
    header = "Tell whether the route files could run; starts nothing.",
    description = {
      "%nReads each file as Camel does, then all of them together with stand-ins for Portage's own",
      "steps: an unknown word, component, option, step or value is named with its file.%n"
    },
    footer = {"%nExit codes: 0 they could; 78 something is to be corrected first."})
final class RoutesCheckCommand implements Callable<Integer> {
  @ParentCommand private Routes routes;
  @Mixin private HelpFlag help;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Failure, IOException {
    Session session = routes.root().session();
    Home home = routes.root().home();
    List<Finding> findings = RoutesCheck.run(home, new ConfigCheck(home).channels());
    boolean ready = findings.stream().noneMatch(f -> f.level() == Finding.Level.FAIL);
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("home", home.root());
      object.put("ready", ready);
      object.put("findings", findings.stream().map(Finding::json).toList());
      session.out().println(Json.line(object));
    } else {
      new FindingPrinter(session).print(findings);
    }
    return ready ? ExitCode.OK : ExitCode.CONFIG;
  }
}
