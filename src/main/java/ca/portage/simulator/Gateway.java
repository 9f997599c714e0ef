package ca.portage.simulator;

import ca.portage.simulator.http.Answer;
import ca.portage.simulator.http.Handler;
import ca.portage.simulator.http.Request;
import ca.portage.simulator.http.RequestHead;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Leads each request to its service, commits the planned faults and keeps the record. */
final class Gateway implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Map<String, Service> services;
  private final AnswerWriter answers;
  private final Misbehaviour misbehaviour;
  private final Mailbox mailbox;
  private final Journal journal;
  private final Clock clock;
  private volatile boolean emptyBeforeAnswer;
  private volatile Consumer<Seen> watcher = seen -> {};

  Gateway(
      Service put,
      Service get,
      AnswerWriter answers,
      Misbehaviour misbehaviour,
      Mailbox mailbox,
      Journal journal,
      Clock clock) {
    this.services = Map.of(PutService.PATH, put, GetService.PATH, get);
    this.answers = answers;
    this.misbehaviour = misbehaviour;
    this.mailbox = mailbox;
    this.journal = journal;
    this.clock = clock;
  }

  /** Whether a download leaves the queue before its answer is written (gap CIG G-05). */
  void emptyBeforeAnswer(boolean before) {
    emptyBeforeAnswer = before;
  }

  /** Who is told of every request once its answer is decided. */
  void watcher(Consumer<Seen> next) {
    watcher = next;
  }

  @Override
  public Answer answer(Request request) throws IOException {
    String path = request.head().path();
    Service service = services.get(path);
    if (service == null) {
      return answers.status(note(request, Outcome.of(404, "no such address (CIG L-08)")), none());
    }
    Misbehaviour.Service which =
        path.equals(PutService.PATH) ? Misbehaviour.Service.PUT : Misbehaviour.Service.GET;
    Optional<Fault> fault = misbehaviour.next(which);
    if (fault.isEmpty()) {
      return write(request, service.serve(request));
    }
    return answer(request, service, fault.get());
  }

  private Answer answer(Request request, Service service, Fault fault) throws IOException {
    if (fault instanceof Fault.Answered planned) {
      int status = note(request, Outcome.of(planned.status(), "answered as planned"));
      return answers.status(status, planned.retryAfter());
    }
    if (fault instanceof Fault.Spoken planned) {
      note(request, Outcome.of(0, "answered with bytes of its own, as planned"));
      return Answer.of(planned.bytes());
    }
    if (fault instanceof Fault.Dropped planned) {
      String why = planned.served() ? service.serve(request).why() : "not served";
      note(request, Outcome.of(0, "dropped as planned; " + why));
      return answers.status(200, none()).cutAfter(0);
    }
    Answer whole = write(request, service.serve(request));
    if (fault instanceof Fault.Cut planned) {
      return whole.cutAfter(whole.head().size() + planned.bodyBytes());
    }
    return fault instanceof Fault.Delayed planned ? whole.after(planned.delay()) : whole;
  }

  private Answer write(Request request, Outcome outcome) {
    note(request, outcome);
    List<Outgoing> items = outcome.handout();
    if (items.isEmpty()) {
      return outcome.status() == 204 ? answers.empty() : answers.status(outcome.status(), none());
    }
    Answer answer = answers.download(items);
    if (emptyBeforeAnswer) {
      mailbox.fetched(items);
      return answer;
    }
    return answer.then(
        complete -> {
          if (complete) {
            mailbox.fetched(items);
          }
        });
  }

  @Override
  public Answer malformed(String why) {
    note("", "", Optional.empty(), List.of(), Outcome.of(400, why), 0, "");
    return answers.status(400, none());
  }

  @Override
  public void broken(RequestHead head, String why) {
    note(
        head.method(),
        head.path(),
        head.first("Message-ID"),
        head.lines(),
        Outcome.of(0, why),
        0,
        "");
  }

  private int note(Request request, Outcome outcome) {
    RequestHead head = request.head();
    return note(
        head.method(),
        head.path(),
        head.first("Message-ID"),
        head.lines(),
        outcome,
        request.sizeBytes(),
        request.sha256());
  }

  private int note(
      String method,
      String path,
      Optional<String> id,
      List<String> lines,
      Outcome outcome,
      long sizeBytes,
      String sha256) {
    Seen seen =
        new Seen(
            clock.instant(),
            method,
            path,
            id,
            lines,
            sizeBytes,
            sha256,
            outcome.status(),
            outcome.why());
    journal.add(seen);
    LOG.atLevel(outcome.status() >= 400 ? Level.INFO : Level.DEBUG).log(() -> line(seen));
    watcher.accept(seen);
    return outcome.status();
  }

  private static String line(Seen seen) {
    String text = seen.status() + " " + seen.path() + " " + seen.messageId().orElse("-");
    return (text + " of " + seen.bodyBytes() + " bytes: " + seen.why()).replaceAll("[^ -~]", "?");
  }

  private static Optional<Duration> none() {
    return Optional.empty();
  }
}
