package ca.portage.harness;

import ca.portage.ledger.Alert;
import ca.portage.ledger.Attempt;
import ca.portage.ledger.Download;
import ca.portage.ledger.DownloadState;
import ca.portage.ledger.Event;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.Outgoing;
import ca.portage.simulator.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Books that can be falsified. */
final class Copy {
  private static final Instant WHEN = Instant.parse("2026-01-01T12:00:00Z");

  final List<String> dropped;
  final Map<String, String> received;
  final List<Outgoing> outgoing;
  final Map<String, String> offered;
  final List<String> delivered;
  final List<Seen> seen;
  final List<Message> messages;
  final Map<String, List<Attempt>> attempts;
  final Map<String, List<Event>> events;
  final List<Download> downloads;
  final List<Alert> alerts;

  Copy(Books books) {
    dropped = new ArrayList<>(books.dropped());
    received = new HashMap<>(books.received());
    outgoing = new ArrayList<>(books.outgoing());
    offered = new HashMap<>(books.offered());
    delivered = new ArrayList<>(books.delivered());
    seen = new ArrayList<>(books.seen());
    messages = new ArrayList<>(books.messages());
    attempts = new HashMap<>(books.attempts());
    events = new HashMap<>(books.events());
    downloads = new ArrayList<>(books.downloads());
    alerts = new ArrayList<>(books.alerts());
  }

  Books books() {
    return new Books(
        dropped, received, outgoing, offered, delivered, seen, messages, attempts, events,
        downloads, alerts);
  }

  /** Adds a repeat of the first submission with another body or one more header line. */
  void changeRequest(String bodySha256, Optional<String> line) {
    Seen first = seen.stream().filter(s -> s.path().endsWith("Put0")).findFirst().orElseThrow();
    List<String> lines = new ArrayList<>(first.lines());
    line.ifPresent(lines::add);
    seen.add(
        new Seen(
            first.at(),
            first.method(),
            first.path(),
            first.messageId(),
            lines,
            first.bodyBytes(),
            bodySha256 == null ? first.bodySha256() : bodySha256,
            first.status(),
            first.why()));
    addAttempt(first.messageId().orElseThrow());
  }

  private void addAttempt(String messageId) {
    String id =
        messages.stream()
            .filter(m -> m.messageId().equals(Optional.of(messageId)))
            .findFirst()
            .orElseThrow()
            .id();
    List<Attempt> known = new ArrayList<>(attempts.get(id));
    known.add(known.get(0));
    attempts.put(id, known);
  }

  void reopenAnAttempt() {
    attempts.replaceAll(
        (id, list) ->
            list.stream()
                .map(
                    a ->
                        new Attempt(
                            a.id(),
                            a.number(),
                            a.started(),
                            Optional.empty(),
                            a.outcome(),
                            a.status(),
                            a.detail()))
                .toList());
  }

  void change(Message m, State state) {
    messages.remove(m);
    messages.add(
        new Message(
            m.id(),
            m.channel(),
            m.direction(),
            m.kind(),
            state,
            m.file(),
            m.messageId(),
            m.mic(),
            m.attempts(),
            m.sizeBytes(),
            m.created(),
            m.updated(),
            m.due(),
            m.reason(),
            m.sha256(),
            m.reference(),
            m.related(),
            m.download(),
            m.part(),
            m.temporary(),
            m.finalName()));
  }

  void change(Download d, DownloadState state) {
    downloads.remove(d);
    downloads.add(
        new Download(
            d.id(),
            d.channel(),
            d.requestMessageId(),
            state,
            d.opened(),
            d.stored(),
            d.sizeBytes(),
            d.sha256(),
            d.complete(),
            d.due(),
            d.reason()));
  }

  Event ambiguous(Message message) {
    Event event =
        new Event(WHEN, message.id(), State.SENDING.name(), State.AMBIGUOUS.name(), "killed");
    events.put(message.id(), List.of(event));
    return event;
  }

  Event unknown(Download download) {
    change(download, DownloadState.UNKNOWN);
    Event event =
        new Event(
            WHEN, download.id(), DownloadState.OPEN.name(), DownloadState.UNKNOWN.name(), "killed");
    events.put(download.id(), List.of(event));
    return event;
  }

  void tell(Event event, String text) {
    alerts.add(new Alert(event.at(), "cig", Optional.of(event.messageId()), text));
  }
}
