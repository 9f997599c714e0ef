package ca.portage.cli;

import ca.portage.config.Home;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Audit;
import ca.portage.ledger.Event;
import ca.portage.ledger.Evidence;
import ca.portage.ledger.EvidenceReader;
import ca.portage.ledger.Ledger;
import ca.portage.ledger.Message;
import ca.portage.ledger.Report;
import ca.portage.logging.Printable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message with its events, its attempts and its files.
 *
 * @param claimed what a received one says of itself, which nothing rests on
 */
record MessageHistory(
    Message message,
    Map<String, String> claimed,
    List<Event> events,
    List<Attempt> attempts,
    List<Audit> audits,
    List<SpoolFiles.Kept> files) {

  /** The facts of a report that its sender wrote, and how they are shown (CIG ). */
  private static final Map<String, String> CLAIMS = claims();

  private static Map<String, String> claims() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("date", "dated ");
    words.put("innerId", "the message inside has the id ");
    words.put("innerDate", "the message inside is dated ");
    words.put("length", "its signed part ");
    return words;
  }

  static MessageHistory read(Ledger ledger, Home home, Message message) throws IOException {
    return new MessageHistory(
        message,
        claimed(ledger, message),
        ledger.events(message.id()),
        ledger.attempts(message.id()),
        ledger.audits(message.id()),
        SpoolFiles.of(home, message));
  }

  private static Map<String, String> claimed(Ledger ledger, Message message) {
    Map<String, String> claimed = new LinkedHashMap<>();
    Optional<Report> report =
        new EvidenceReader(ledger)
            .facts(message.id())
            .flatMap(facts -> facts.at(Evidence.Step.VERIFIED))
            .map(Evidence::report);
    for (String fact : CLAIMS.keySet()) {
      report.flatMap(r -> r.one(fact)).ifPresent(value -> claimed.put(fact, value));
    }
    return claimed;
  }

  /** The keys of {@code messages --json}, then what only this command tells. */
  Map<String, Object> json() {
    Map<String, Object> json = MessageView.json(message);
    json.put("created", message.created());
    json.put("due", message.due());
    json.put("sha256", message.sha256());
    json.put("reference", message.reference());
    json.put("related", message.related());
    json.put("download", message.download());
    json.put("claimed", claimed);
    json.put("action", StateGuide.of(message.state()).action());
    json.put("events", events.stream().map(MessageHistory::json).toList());
    json.put("history", attempts.stream().map(MessageHistory::json).toList());
    json.put("audit", audits.stream().map(MessageHistory::json).toList());
    json.put("files", files.stream().map(SpoolFiles.Kept::json).toList());
    return json;
  }

  void print(Session session) {
    Paint paint = session.paint();
    StateGuide guide = StateGuide.of(message.state());
    say(session, "message", message.id());
    say(session, "state", guide.paint(paint, message.state().name()) + ": " + guide.meaning());
    message.reason().ifPresent(reason -> say(session, "reason", Printable.text(reason)));
    if (!guide.action().isEmpty()) {
      say(session, "to do", paint.strong(guide.action()));
    }
    say(session, "channel", Printable.text(message.channel()));
    say(
        session,
        "what",
        MessageView.word(message.kind()) + " " + MessageView.word(message.direction()));
    MessageView.file(message).ifPresent(file -> say(session, "file", Printable.text(file)));
    message.messageId().ifPresent(id -> say(session, "Message-ID", Printable.text(id)));
    claimed.forEach(
        (fact, value) -> say(session, "claimed", CLAIMS.get(fact) + Printable.text(value)));
    message.mic().ifPresent(mic -> say(session, "MIC", Printable.text(mic)));
    message.reference().ifPresent(ref -> say(session, "reference", Printable.text(ref)));
    message.related().ifPresent(id -> say(session, "related", Printable.text(id)));
    message.download().ifPresent(id -> say(session, "download", Printable.text(id)));
    say(session, "bytes", Long.toString(message.sizeBytes()));
    say(session, "created", Ages.instant(message.created()));
    message
        .due()
        .ifPresent(
            due ->
                say(
                    session,
                    "due",
                    Ages.instant(due) + ", " + Ages.fromNow(due, session.clock().instant())));
    tables().forEach((title, table) -> print(session, title, table));
  }

  private Map<String, Table> tables() {
    Table what = new Table("AT", "FROM", "TO", "REASON");
    events.forEach(e -> what.cell(e.at()).cell(e.from()).cell(e.to()).cell(e.reason()));
    Table tries = new Table("TRY", "STARTED", "ENDED", "OUTCOME", "STATUS", "DETAIL");
    for (Attempt attempt : attempts) {
      tries
          .cell(attempt.number())
          .cell(attempt.started())
          .cell(attempt.ended().map(Object::toString).orElse("-"))
          .cell(attempt.outcome().orElse("-"))
          .cell(attempt.status().map(Object::toString).orElse("-"))
          .cell(attempt.detail().orElse(""));
    }
    Table orders = new Table("AT", "WHO", "WHAT", "RESULT", "WHY");
    for (Audit audit : audits) {
      orders.cell(audit.at()).cell(audit.operator()).cell(audit.action());
      orders.cell(audit.result()).cell(audit.reason());
    }
    Table kept = new Table("BYTES", "FILE");
    files.forEach(file -> kept.cell(file.sizeBytes()).cell(file.path()));
    Map<String, Table> tables = new LinkedHashMap<>();
    tables.put("What happened", what);
    tables.put("Attempts", tries);
    tables.put("Ordered by operators", orders);
    tables.put("Files", kept);
    return tables;
  }

  private static void say(Session session, String name, String text) {
    session.out().println("%-11s %s".formatted(name, text));
  }

  private static void print(Session session, String title, Table table) {
    if (table.isEmpty()) {
      return;
    }
    session.out().println();
    session.out().println(title);
    table
        .lines(session.terminal().columns(), session.paint())
        .forEach(line -> session.out().println("  " + line));
  }

  private static Map<String, Object> json(Event event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", event.at());
    json.put("from", event.from());
    json.put("to", event.to());
    json.put("reason", event.reason());
    return json;
  }

  private static Map<String, Object> json(Audit audit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", audit.at());
    json.put("operator", audit.operator());
    json.put("action", audit.action());
    json.put("result", audit.result());
    json.put("reason", audit.reason());
    return json;
  }

  private static Map<String, Object> json(Attempt attempt) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", attempt.number());
    json.put("started", attempt.started());
    json.put("ended", attempt.ended());
    json.put("outcome", attempt.outcome());
    json.put("status", attempt.status());
    json.put("detail", attempt.detail());
    return json;
  }
}
