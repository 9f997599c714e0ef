package ca.portage.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows the journeys of the demo as they go on. */
interface DemoScreen {
  /** Shows how things stand; called several times a second. */
  void show(List<Journey> journeys);

  /** The form for where the output goes. */
  static DemoScreen on(Session session) {
    return session.terminal().live() ? new Live(session) : new Plain(session);
  }

  /** A table that is drawn again in place. */
  final class Live implements DemoScreen {
    private final Session session;
    private int drawn;

    private Live(Session session) {
      this.session = session;
    }

    @Override
    public void show(List<Journey> journeys) {
      Paint paint = session.paint();
      Table table = new Table("", "FILE", "STATE", "ms", "WAY");
      for (Journey journey : journeys) {
        StateGuide guide = StateGuide.of(journey.message().state());
        table
            .cell(MessageView.word(journey.message().direction()))
            .cell(journey.file())
            .cell(journey.message().state(), text -> guide.paint(paint, text))
            .cell(journey.travelled().toMillis())
            .cell(journey.way(), paint::faint);
      }
      // One column is left free: a full line would wrap on some terminals.
      List<String> lines = table.lines(session.terminal().columns() - 1, paint);
      StringBuilder frame = new StringBuilder();
      if (drawn > 0) {
        frame.append("\u001b[").append(drawn).append('A');
      }
      lines.forEach(line -> frame.append('\r').append(line).append("\u001b[K\n"));
      session.out().print(frame.append("\u001b[J"));
      session.out().flush();
      drawn = lines.size();
    }
  }

  /** One line for each state that a message comes to. */
  final class Plain implements DemoScreen {
    private final Session session;
    private final Map<String, Integer> shown = new HashMap<>();

    private Plain(Session session) {
      this.session = session;
    }

    @Override
    public void show(List<Journey> journeys) {
      for (Journey journey : journeys) {
        List<String> states = journey.states();
        int known = shown.getOrDefault(journey.message().id(), 0);
        for (String state : states.subList(Math.min(known, states.size()), states.size())) {
          session
              .out()
              .println(
                  "%-3s %-12s %s"
                      .formatted(
                          MessageView.word(journey.message().direction()),
                          state,
                          ca.portage.logging.Printable.text(journey.file())));
        }
        shown.put(journey.message().id(), states.size());
      }
      session.out().flush();
    }
  }
}
