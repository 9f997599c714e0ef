package ca.portage.cli;

import ca.portage.logging.Printable;
import java.util.List;

/** Writes findings for people: a word, a subject, what was found, and below it what to do. */
final class FindingPrinter {
  private final Session session;

  FindingPrinter(Session session) {
    this.session = session;
  }

  void print(List<Finding> findings) {
    int width = findings.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
    for (Finding finding : findings) {
      String subject = finding.subject() + " ".repeat(width - finding.subject().length());
      say(word(finding.level()) + "  " + subject + "  " + Printable.text(finding.text()));
      if (!finding.action().isEmpty()) {
        say(" ".repeat(width + 8) + "to do: " + finding.action());
      }
    }
    say(summary(findings));
  }

  private String word(Finding.Level level) {
    Paint paint = session.paint();
    return switch (level) {
      case OK -> paint.good("ok  ");
      case WARN -> paint.warn("warn");
      case FAIL -> paint.bad("FAIL");
    };
  }

  private String summary(List<Finding> findings) {
    long failures = findings.stream().filter(f -> f.level() == Finding.Level.FAIL).count();
    return failures == 0
        ? session.paint().good("ready to run")
        : session.paint().bad("not ready: " + failures + " to correct");
  }

  private void say(String line) {
    session.out().println(line);
  }
}
