package ca.portage.cli;

import ca.portage.app.Service;
import ca.portage.config.Home;
import ca.portage.logging.LogSetup;
import java.io.IOException;
import java.util.Optional;
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
      "Exit codes: 0 stopped as asked; 75 another process works on this home; 77 wrong password;",
      "78 the configuration is to be corrected first, 'portage check' lists everything."
    })
final class Run implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  // Any failure of the start is told by Failures.
  @Override
  public Integer call() throws Exception {
    Session session = root.session();
    Home home = root.home();
    refuseSecond(home);
    LogSetup.start(home.root(), session.bundle(), LogSetup.Console.SHOWN)
        .ifPresent(problem -> session.err().println("portage: " + problem));
    ConsolePrompt prompt = new ConsolePrompt(home, ConsolePrompt.Keyboard.ofProcess());
    try (Service service = Service.start(home, prompt)) {
      StopSignals.onStop(service::close);
      service.awaitStop();
    }
    return ExitCode.OK;
  }

  /** Spares a person the password; the spool's own lock decides. */
  private static void refuseSecond(Home home) throws Failure, IOException {
    Optional<Long> owner = Owner.of(home);
    if (owner.isPresent()) {
      throw new Failure(
          ExitCode.TEMPORARY,
          "process " + owner.get() + " already works on " + home.root(),
          "stop it first, or name another home with --home DIR");
    }
  }
}
