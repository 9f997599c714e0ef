package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Event;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoScreenTest {
  private final StringWriter out = new StringWriter();

  @Test
  void aPipeGetsOneLineForEachStateAndNoneTwice() {
    DemoScreen screen = screen(Terminal.NONE);

    screen.show(List.of(journey(State.PACKAGED, "CLAIMED", "PACKAGED")));
    screen.show(List.of(journey(State.PACKAGED, "CLAIMED", "PACKAGED")));
    screen.show(List.of(journey(State.DONE, "CLAIMED", "PACKAGED", "SENDING", "DONE")));

    assertThat(out.toString().lines().map(line -> line.split(" +")[1]))
        .containsExactly("CLAIMED", "PACKAGED", "SENDING", "DONE");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void aTerminalIsDrawnAgainInPlace() {
    DemoScreen screen = screen(new Terminal(true, false, 80));

    screen.show(List.of(journey(State.CLAIMED, "CLAIMED")));
    assertThat(out.toString()).doesNotContain("\u001b[2A");
    screen.show(List.of(journey(State.DONE, "CLAIMED", "DONE")));

    assertThat(out.toString()).contains("\u001b[2A").contains("CLAIMED > DONE");
  }

  @Test
  void aRowNeverReachesTheEdgeOfTheTerminal() {
    screen(new Terminal(true, false, 40))
        .show(List.of(journey(State.DONE, "CLAIMED", "PACKAGED", "SENDING", "ACCEPTED", "DONE")));

    assertThat(out.toString().replaceAll("\u001b\\[[0-9]*[A-Z]|\r", "").lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(40));
  }

  private DemoScreen screen(Terminal terminal) {
    return DemoScreen.on(new Cli(Path.of(""), terminal).session(out, new StringWriter()));
  }

  private static Journey journey(State now, String... passed) {
    Message message =
        new Message(
            "01JQ",
            "cig",
            Direction.OUT,
            Kind.INTERCHANGE,
            now,
            Optional.of("arrival.edi"),
            Optional.empty(),
            Optional.empty(),
            1,
            100,
            Cli.NOW,
            Cli.NOW.plusMillis(1500),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty());
    return new Journey(
        message, Stream.of(passed).map(s -> new Event(Cli.NOW, "01JQ", "", s, "")).toList());
  }
}
