package ca.portage.cli;

import ca.portage.app.Service;
import ca.portage.config.Home;
import ca.portage.logging.LogSetup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code portage run}: the service. */
@Command(
    name = "run",
    header = "Run the service until it is told to stop.",
    description = {
      "%nPicks up, sends, polls and delivers for every channel that is switched on. A password that",
      "is to be typed is asked for once, at the start. SIGTERM or Ctrl-C ends it cleanly.%n"
    },
    footer = {
      "%nExamples:",
      "  portage run --home /srv/portage",
      "  PORTAGE_LOG=json portage run --home /srv/portage",
      "",
      "Exit codes: 0 stopped as asked; 74 the disk failed, a restart is safe; 75 another process works",
      "on this home; 77 wrong password; 78 the configuration is to be corrected first, 'portage check'",
      "lists everything."
    })
final class Run implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  // Any failure of the start is told by Failures. Whether another process works on the home is
  // decided by the spool's lock alone, before a password is asked for: a process id in a file that
  // a dead process left behind may be anybody's by now, in a container even one's own.
  @Override
  public Integer call() throws Exception {
    Session session = root.session();
    Home home = root.home();
    LogSetup.start(home.root(), session.bundle(), LogSetup.Console.SHOWN)
        .ifPresent(problem -> session.err().println("portage: " + problem));
    ConsolePrompt prompt = new ConsolePrompt(home, ConsolePrompt.Keyboard.ofProcess());
    try (Service service = Service.start(home, prompt)) {
      StopSignals.onStop(service::close);
      service.awaitStop();
    }
    return ExitCode.OK;
  }
}
