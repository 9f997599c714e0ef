package ca.portage.cli;

import ca.portage.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code portage}: the command that holds the others and knows the home. */
@Command(
    name = "portage",
    versionProvider = Root.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Carries EDI between a drop folder and a customs gateway: signed, encrypted, and settled"
          + " only",
      "by a receipt that verifies.%n"
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "%nTo begin:",
      "  portage demo                       the whole way in one minute, no setup, no network",
      "  portage check --home /srv/portage  is this home ready to run?",
      "  portage run --home /srv/portage    the service",
      "  portage status                     what is where, and what needs a person",
      "  portage messages --state FAILED    the messages in one state",
      "  portage messages --json | jq .id   one JSON object a line, for programs",
      "",
      "Exit codes: 0 done, 64 wrong usage, 65 wrong data, 66 no such message or folder,",
      "69 something needed is missing, 70 failed, 73 cannot create, 74 disk error, 75 busy: try",
      "again later, 77 not permitted, 78 wrong configuration."
    },
    subcommands = {
      Demo.class,
      Run.class,
      Check.class,
      Reload.class,
      Routes.class,
      Status.class,
      Messages.class,
      Show.class,
      Release.class,
      Discard.class,
      Resend.class,
      Resubmit.class,
      Verify.class,
      Export.class,
      Purge.class,
      Keys.class,
      RebuildLedger.class,
      Simulate.class
    })
final class Root implements Runnable {
  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin private HelpFlag help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder with config/, routes/, outbox/ and inbox/. Default: this bundle.")
  private Path homeFolder;

  Root(Session session) {
    this.session = session;
  }

  Session session() {
    return session;
  }

  /**
   * The home the command is about.
   *
   * @throws Failure if there is no such folder, or it is no home
   */
  Home home() throws Failure {
    Home home = new Home(namedHome().orElse(session.bundle()));
    if (!Files.isDirectory(home.root())) {
      throw new Failure(
          ExitCode.NO_INPUT, "there is no folder " + home.root(), "name the home with --home DIR");
    }
    if (!Files.isDirectory(home.config())) {
      throw new Failure(
          ExitCode.CONFIG,
          home.root() + " is no home of Portage: it has no folder config/",
          "name the home with --home DIR; README.md says what is in one");
    }
    return home;
  }

  /** The home named on the command line, if one was. */
  Optional<Path> namedHome() {
    return Optional.ofNullable(homeFolder);
  }

  @Override
  public void run() {
    spec.commandLine().usage(session.err(), spec.commandLine().getColorScheme());
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  /** The version as the jar tells it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Root.class.getPackage().getImplementationVersion();
      return new String[] {"portage " + (version == null ? "(not packaged)" : version)};
    }
  }
}
