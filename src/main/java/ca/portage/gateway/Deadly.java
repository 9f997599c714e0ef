package ca.portage.gateway;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Download;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.spool.WorkMarks;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Holds, before the routes start, what ended the process again and again while it was worked on, so
 * that one message cannot keep a service from all the others (reliability A8).
 */
public final class Deadly {
  private static final Set<State> HOLDABLE =
      EnumSet.of(State.CLAIMED, State.PACKAGED, State.AMBIGUOUS, State.STORED, State.VERIFIED);

  /** Without a count, so that it is told once and not at every start. */
  private static final String AGAIN = "Portage ended again and again while it was being";

  private final Workbench bench;
  private final WorkMarks marks;

  /** Looks after the channel of this bench. */
  public Deadly(Workbench bench) {
    this.bench = bench;
    this.marks = bench.spool().marks();
  }

  /** Holds what can be held; what cannot is left alone for a while, and is told. */
  public void hold() {
    for (String id : marks.deadly()) {
      Optional<Message> message = bench.ledger().message(id);
      Optional<Download> download = bench.ledger().download(id);
      if (message.filter(m -> m.channel().equals(bench.name())).isPresent()) {
        hold(message.get());
      } else if (download.filter(d -> d.channel().equals(bench.name())).isPresent()) {
        bench
            .ledger()
            .alertOnce(
                bench.name(),
                id,
                "download "
                    + id
                    + ": "
                    + AGAIN
                    + " taken apart. It is kept and tried again every quarter of an hour; give"
                    + " Portage more memory, or ask the help desk about it");
      }
    }
  }

  private void hold(Message message) {
    String id = message.id();
    String reason = deaths(id) + " worked on";
    boolean held = message.state() == State.HELD && message.direction() == Direction.IN;
    if (HOLDABLE.contains(message.state()) || held) {
      String text =
          "the message is held, so that the others go on: "
              + reason
              + ". Give Portage more memory or report the file, then release or discard it";
      bench.telling(id, text).fail(id, State.HELD, reason);
      marks.forget(id);
    } else if (message.state() == State.DELIVERING) {
      bench
          .ledger()
          .alertOnce(
              bench.name(),
              id,
              "a received message is tried again every quarter of an hour only: "
                  + AGAIN
                  + " worked on"
                  + ". It may be in the inbox already, so it is neither held nor delivered twice");
    } else {
      marks.forget(id);
    }
  }

  private String deaths(String id) {
    return "Portage ended " + marks.deaths(id) + " times while it was being";
  }
}
