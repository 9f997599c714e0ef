package ca.portage.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Runs commands inside the test and keeps what they say. */
public final class Cli {
  static final Instant NOW = Instant.parse("2026-03-02T14:30:00Z");

  private final Path bundle;
  private final Terminal terminal;
  private final Clock clock;

  /** What one command left behind. */
  public record Result(int exitCode, String out, String err) {
    public List<String> outLines() {
      return out.lines().toList();
    }
  }

  public Cli(Path bundle) {
    this(bundle, Terminal.NONE);
  }

  /** Commands that go by this clock. */
  public Cli(Path bundle, Clock clock) {
    this(bundle, Terminal.NONE, clock);
  }

  Cli(Path bundle, Terminal terminal) {
    this(bundle, terminal, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  Cli(Path bundle, Terminal terminal, Clock clock) {
    this.bundle = bundle;
    this.terminal = terminal;
    this.clock = clock;
  }

  public Result run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Portage.run(session(out, err), words);
    return new Result(exitCode, out.toString(), err.toString());
  }

  Session session(StringWriter out, StringWriter err) {
    return new Session(
        new PrintWriter(out), new PrintWriter(err), terminal, bundle, Map.of(), clock);
  }
}
