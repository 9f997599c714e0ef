package ca.portage.cli;

import ca.portage.evidence.Listener;
import ca.portage.evidence.Outcome;
import ca.portage.evidence.Proof;
import ca.portage.logging.Printable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows how an examination goes and what it comes to. */
final class Findings implements Listener {
  private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final long LINES_EVERY = 10_000;

  private final Session session;
  private final boolean json;
  private final boolean details;
  private long drawn = System.nanoTime();
  private boolean line;

  /**
   * Shows to the session.
   *
   * @param details true to show also what holds
   */
  Findings(Session session, boolean json, boolean details) {
    this.session = session;
    this.json = json;
    this.details = details;
  }

  @Override
  public void step(String what) {
    clear();
    if (!json) {
      session.err().println(what);
      session.err().flush();
    }
  }

  @Override
  public void progress(long done, long total) {
    if (session.terminal().live()) {
      if (System.nanoTime() - drawn > REDRAW_NANOS) {
        drawn = System.nanoTime();
        line = true;
        session.err().print("\r%,d of %,d messages ".formatted(done, total));
        session.err().flush();
      }
    } else if (!json && done % LINES_EVERY == 0) {
      session.err().println("%,d of %,d messages".formatted(done, total));
    }
  }

  private void clear() {
    if (line) {
      session.err().print("\r" + " ".repeat(40) + "\r");
      session.err().flush();
      line = false;
    }
  }

  @Override
  public void proof(Proof proof) {
    if (json) {
      session.out().println(Json.line(object(proof)));
    } else if (details || !proof.findings().isEmpty()) {
      clear();
      show(proof);
    }
  }

  private void show(Proof proof) {
    say(
        "%s  %s"
            .formatted(
                proof.id(),
                proof
                    .message()
                    .map(
                        m ->
                            "%s %s, %s"
                                .formatted(
                                    MessageView.word(m.kind()),
                                    MessageView.word(m.direction()),
                                    m.state()))
                    .orElse("")));
    if (details) {
      proof.proved().forEach(text -> say("  proved   " + text));
      proof.notes().forEach(text -> say("  note     " + text));
    }
    proof.findings().forEach(text -> finding("  ", text));
  }

  private static Map<String, Object> object(Proof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", proof.id());
    json.put("state", proof.message().map(m -> m.state().name()));
    json.put("proved", proof.proved());
    json.put("notes", proof.notes());
    json.put("findings", proof.findings());
    json.put("unproved", proof.unproved());
    json.put("signer", proof.signer());
    return json;
  }

  void end(Outcome outcome) {
    clear();
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("messages", outcome.messages());
      object.put("findings", outcome.findings());
      object.put("beside", outcome.beside());
      object.put("untrusted", outcome.untrusted());
      object.put("unproved", outcome.unproved());
      object.put("signers", outcome.signers());
      object.put("excerpt", outcome.excerpt());
      object.put("first", outcome.first());
      object.put("last", outcome.last());
      object.put("link", outcome.link());
      session.out().println(Json.line(object));
      return;
    }
    outcome.beside().forEach(text -> finding("", text));
    outcome.signers().forEach(text -> say("receipts signed by " + text));
    say(
        "the journal: lines %d to %d, chain %s%s"
            .formatted(
                outcome.first(),
                outcome.last(),
                outcome.link(),
                outcome.excerpt() == 0
                    ? ""
                    : "; an excerpt, %,d lines are named by their hash only"
                        .formatted(outcome.excerpt())));
    say(summary(outcome));
  }

  private static String summary(Outcome outcome) {
    String unproved =
        outcome.unproved() == 0
            ? ""
            : ", %,d unproved: they are older than all evidence".formatted(outcome.unproved());
    long changed = outcome.findings() - outcome.untrusted();
    String examined = "%,d messages examined%s: ".formatted(outcome.messages(), unproved);
    if (outcome.findings() == 0) {
      return examined
          + (outcome.unproved() == 0
              ? "everything is as it was"
              : "of the others nothing is changed");
    }
    String untrusted =
        outcome.untrusted() == 0
            ? ""
            : "%,d say only that it is not known today whom to believe, or that they are not believed; name former authorities with --trust and former certificates of the gateway with --gateway"
                .formatted(outcome.untrusted());
    String touched =
        changed == 0
            ? ""
            : "Keep the spool as it is, find out who touched it, and compare with a backup or with an export";
    return examined
        + "%,d findings. ".formatted(outcome.findings())
        + String.join(
            ". ", List.of(touched, untrusted).stream().filter(t -> !t.isEmpty()).toList());
  }

  /** Only our own word is painted: what is said of an export may hold what its maker wrote. */
  private void finding(String indent, String text) {
    session.out().println(indent + session.paint().strong("FINDING") + "  " + Printable.text(text));
  }

  private void say(String text) {
    session.out().println(Printable.text(text));
  }
}
