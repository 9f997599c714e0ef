package ca.portage.harness;

import static ca.portage.harness.proxy.Fault.After.CLOSED;
import static ca.portage.harness.proxy.Fault.After.KEPT;
import static ca.portage.harness.proxy.Fault.After.STALLED;

import ca.portage.harness.proxy.Fault;
import ca.portage.harness.proxy.Fault.Answered;
import ca.portage.harness.proxy.Fault.Corrupted;
import ca.portage.harness.proxy.Fault.Duplicated;
import ca.portage.ledger.State;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What one kind of answer does to a message (reliability §2.1, §3 B).
 *
 * @param name of the file that meets it; begins with the row of the catalogue
 * @param fault what its first attempts meet
 * @param outcomes how each of its attempts ends
 * @param state where the message is in the end
 */
record SendOutcome(String name, Optional<Fault> fault, List<String> outcomes, State state) {
  private static final String EMPTY = "Content-Length: 0\r\n\r\n";
  private static final String INTERIM = "HTTP/1.1 102 Processing\r\n\r\n";

  /** How many attempts meet the fault. */
  int times() {
    return (int) outcomes.stream().filter(o -> !o.equals("ACCEPTED")).count();
  }

  static List<SendOutcome> table() {
    return List.of(
        plain("b00-nothing-unusual"),
        transients("b03-503-three-times", 3, "HTTP/1.1 503 Busy\r\n" + EMPTY),
        transients("b03-503-retry-after", 1, "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\n" + EMPTY),
        transients("b03-408", 1, "HTTP/1.1 408 Timeout\r\n" + EMPTY),
        transients("b03-425", 1, "HTTP/1.1 425 Early\r\n" + EMPTY),
        transients("b03-429", 1, "HTTP/1.1 429 Slow down\r\n" + EMPTY),
        ambiguous("b04-500", "HTTP/1.1 500 Error\r\n" + EMPTY),
        ambiguous("b04-502", "HTTP/1.1 502 Bad\r\n" + EMPTY),
        ambiguous("b04-504", "HTTP/1.1 504 Late\r\n" + EMPTY),
        rejected("b05-301", "HTTP/1.1 301 Moved\r\nLocation: https://localhost:1/\r\n" + EMPTY),
        rejected("b05-302", "HTTP/1.1 302 Found\r\nLocation: https://localhost:1/\r\n" + EMPTY),
        rejected("b05-307", "HTTP/1.1 307 Moved\r\nLocation: https://localhost:1/\r\n" + EMPTY),
        rejected("b05-308", "HTTP/1.1 308 Moved\r\nLocation: https://localhost:1/\r\n" + EMPTY),
        rejected("b05-400", "HTTP/1.1 400 Bad\r\n" + EMPTY),
        rejected("b05-401", "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\n" + EMPTY),
        rejected("b05-403", "HTTP/1.1 403 No\r\n" + EMPTY),
        rejected("b05-404", "HTTP/1.1 404 No\r\n" + EMPTY),
        rejected("b05-418-unlisted", "HTTP/1.1 418 Teapot\r\n" + EMPTY),
        accepted(
            "b06-interim-answers",
            "HTTP/1.1 100 Continue\r\n\r\n" + INTERIM.repeat(9) + "HTTP/1.1 200 OK\r\n" + EMPTY),
        ambiguous("b06-interim-spam", INTERIM.repeat(11) + "HTTP/1.1 200 OK\r\n" + EMPTY),
        accepted(
            "b07-garbage-body", "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + garbage(2000)),
        accepted(
            "b07-large-body",
            "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + garbage(3_000_000)),
        ends(accepted("b07-body-until-close", "HTTP/1.1 200 OK\r\n\r\n<html>taken</html>")),
        ambiguous(
            "b07-body-that-stays-out", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nOK", STALLED),
        ambiguous("b08-http-0.9", "<html>\r\n<body>busy</body>\r\n</html>\r\n", CLOSED),
        ambiguous("b08-200-inside-a-page", "busy\r\nHTTP/1.1 200 OK\r\n" + EMPTY),
        ambiguous("b08-no-number", "HTTP/1.1 2OO OK\r\n" + EMPTY),
        ambiguous("b08-two-digits", "HTTP/1.1 20 OK\r\n" + EMPTY),
        ambiguous("b08-other-version", "HTTP/3.7 200 OK\r\n" + EMPTY),
        ambiguous("b08-other-protocol", "ICY 200 OK\r\n" + EMPTY),
        ambiguous("b08-nothing", "", CLOSED),
        ambiguous("b09-two-lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n" + EMPTY + "abcde"),
        ambiguous("b09-one-length-twice", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + EMPTY),
        ambiguous(
            "b09-length-and-chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        ambiguous("b09-negative-length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
        ambiguous("b09-worded-length", "HTTP/1.1 200 OK\r\nContent-Length: some\r\n\r\n"),
        ambiguous("b09-unknown-coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: odd\r\n\r\n"),
        ends(accepted("b11-closed-after-the-answer", "HTTP/1.1 200 OK\r\n" + EMPTY)),
        plain("b11-the-next-one"),
        accepted(
            "b12-cookie-and-compression",
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Encoding: gzip\r\n"
                + "Content-Type: application/x-java-serialized-object\r\nContent-Length: 4\r\n\r\nabcd"),
        plain("b12-the-next-one"),
        new SendOutcome(
            "doubled-on-the-way", Optional.of(new Duplicated()), List.of("ACCEPTED"), State.DONE),
        new SendOutcome(
            "corrupted-body",
            Optional.of(new Corrupted(false)),
            List.of("ACCEPTED"),
            State.PEER_ERROR),
        new SendOutcome(
            "corrupted-answer",
            Optional.of(new Corrupted(true)),
            List.of("AMBIGUOUS"),
            State.DONE));
  }

  private static SendOutcome plain(String name) {
    return new SendOutcome(name, Optional.empty(), List.of("ACCEPTED"), State.DONE);
  }

  /** What never reached the gateway goes there by the next attempt. */
  private static SendOutcome again(String name, Answered answer, int times, String outcome) {
    List<String> outcomes = new java.util.ArrayList<>(Collections.nCopies(times, outcome));
    outcomes.add("ACCEPTED");
    return new SendOutcome(name, Optional.of(answer), List.copyOf(outcomes), State.DONE);
  }

  private static SendOutcome transients(String name, int times, String answer) {
    return again(name, Answered.with(answer, KEPT), times, "TRANSIENT");
  }

  private static SendOutcome ambiguous(String name, String answer) {
    return ambiguous(name, answer, KEPT);
  }

  private static SendOutcome ambiguous(String name, String answer, Fault.After after) {
    return again(name, Answered.with(answer, after), 1, "AMBIGUOUS");
  }

  private static SendOutcome rejected(String name, String answer) {
    return new SendOutcome(
        name, Optional.of(Answered.with(answer, KEPT)), List.of("REJECTED"), State.FAILED);
  }

  /** The gateway said it has it, so it is not sent again though no receipt ever comes. */
  private static SendOutcome accepted(String name, String answer) {
    return new SendOutcome(
        name, Optional.of(Answered.with(answer, KEPT)), List.of("ACCEPTED"), State.ACCEPTED);
  }

  private static SendOutcome ends(SendOutcome row) {
    Answered answered = (Answered) row.fault().orElseThrow();
    return new SendOutcome(
        row.name(),
        Optional.of(new Answered(answered.answer(), CLOSED)),
        row.outcomes(),
        row.state());
  }

  private static String garbage(int length) {
    return "\u0000\u00ff<\r\n%".repeat(length / 6 + 1).substring(0, length);
  }

  /** The fault of its n-th attempt, from 1. */
  Optional<Fault> fault(int attempt) {
    boolean always = outcomes.equals(List.of("ACCEPTED"));
    return fault.filter(f -> always ? attempt == 1 : attempt <= times());
  }

  @Override
  public String toString() {
    return name;
  }
}
