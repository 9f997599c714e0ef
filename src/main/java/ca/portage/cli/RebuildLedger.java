package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Rebuild;
import ca.portage.ledger.Rebuilt;
import ca.portage.logging.Printable;
import ca.portage.spool.Spool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code portage rebuild-ledger}: the ledger again, from journal and sidecars. */
@Command(
    name = "rebuild-ledger",
    header = "Make a lost, damaged or outdated ledger anew from the spool.",
    description = {
      "%nReads spool/journal, and where that is damaged or missing the meta.json beside each message,",
      "and says what the ledger would be made of. With --apply the new ledger takes the place of the",
      "present one, which is moved aside and kept. Messages of which nobody can know whether they",
      "were sent or delivered are HELD, each with an alert.%n"
    },
    footer = {
      "%nExamples:",
      "  portage rebuild-ledger             what would come of it; changes nothing",
      "  portage rebuild-ledger --apply     with the service stopped",
      "",
      "Exit codes: 0 done; 65 journal and sidecars contradict each other; 66 there is nothing to",
      "rebuild from; 75 the service runs, stop it first."
    })
final class RebuildLedger implements Callable<Integer> {
  @ParentCommand private Root root;
  @Mixin private HelpFlag help;

  @Option(names = "--apply", description = "Put the new ledger in the place of the present one.")
  private boolean apply;

  @Option(
      names = "--unpack-again",
      description = {
        "Read answers again of which nobody knows whether their parts were delivered.",
        "Files may come into the inbox a second time; without it they may be missing there."
      })
  private boolean unpackAgain;

  @Override
  public Integer call() throws Failure, IOException {
    Home home = root.home();
    if (!Files.isDirectory(home.spool())) {
      throw new Failure(
          ExitCode.NO_INPUT,
          "no service ever ran in " + home.root(),
          "name the home with --home DIR");
    }
    if (!apply) {
      return rebuild(home);
    }
    try (Spool owned = Spool.open(home.spool())) {
      root.session().err().println("working on " + owned.work().getParent());
      return rebuild(home);
    }
  }

  private int rebuild(Home home) throws Failure, IOException {
    PrintWriter err = root.session().err();
    try (Rebuild rebuild = new Rebuild(home.ledger(), root.session().clock(), unpackAgain)) {
      Rebuilt made = rebuild.make(err::println);
      tell(made);
      if (made.segments() == 0 && made.fromSidecars() == 0) {
        throw new Failure(
            ExitCode.NO_INPUT,
            "neither a journal nor a sidecar is in " + home.spool() + "; nothing was changed",
            "restore spool/ from its backup, or start the service on an empty spool");
      }
      if (apply) {
        say(home, rebuild.apply());
      } else {
        root.session()
            .out()
            .println("nothing was changed; with --apply this becomes the ledger of " + home.root());
      }
    }
    return ExitCode.OK;
  }

  private void say(Home home, Path aside) {
    PrintWriter out = root.session().out();
    out.println("the ledger is rebuilt: " + home.show(home.ledger()));
    if (!aside.equals(home.ledger())) {
      out.println("the one before is kept as " + home.show(aside));
    }
    out.println(
        "look at 'portage status' and 'portage messages --state HELD', then start the service");
  }

  private void tell(Rebuilt made) {
    PrintWriter out = root.session().out();
    out.println("from " + made.segments() + " files of the journal:");
    for (Map.Entry<String, Long> table : made.rows().entrySet()) {
      String differ =
          made.differences()
              .map(d -> d.getOrDefault(table.getKey(), 0L))
              .map(
                  n ->
                      n == 0
                          ? ", as in the present ledger"
                          : ", " + n + " differ from the present ledger")
              .orElse("");
      out.println("  %-10s %,9d rows%s".formatted(table.getKey(), table.getValue(), differ));
    }
    if (made.differences().isEmpty()) {
      out.println("there is no present ledger to compare with, or it cannot be read");
    }
    if (made.fromSidecars() > 0) {
      out.println(made.fromSidecars() + " rows are told by sidecars alone");
    }
    made.damages()
        .forEach(d -> out.println("damaged: " + Printable.text(d.place() + ": " + d.text())));
    made.unreadable().forEach(u -> out.println("unreadable sidecar: " + Printable.text(u)));
    if (made.unfinished() > 0) {
      out.println(
          made.unfinished() + " lines at the end were never committed; nobody was told of them");
    }
    if (made.passedOver() > 0) {
      out.println(made.passedOver() + " lines are of tables that this version does not have");
    }
    if (made.inDoubt() > 0) {
      out.println(
          made.inDoubt()
              + " messages or answers are in doubt and wait for an operator, each with an alert");
    }
  }
}
