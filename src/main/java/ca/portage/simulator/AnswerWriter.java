package ca.portage.simulator;

import ca.portage.content.Content;
import ca.portage.simulator.http.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts an outcome into the bytes of an answer, with the headers of CIG K-01 to K-12. */
final class AnswerWriter {
  private static final Content NOTHING = Content.of(new byte[0]);

  private final WireForm form;
  private final boolean strict;
  private final Clock clock;

  AnswerWriter(WireForm form, GatewayForm kind, Clock clock) {
    this.form = form;
    this.strict = kind == GatewayForm.STRICT;
    this.clock = clock;
  }

  /** The answer to a submission, or one that carries nothing but its status. */
  Answer status(int status, Optional<Duration> retryAfter) {
    List<String> lines = start(status);
    retryAfter.ifPresent(wait -> lines.add("Retry-After: " + wait.toSeconds()));
    boolean keep = strict && status == 200;
    if (!keep) {
      lines.add("Connection: close");
    }
    lines.add("Content-Length: 0");
    Answer answer = Answer.of(lines, NOTHING);
    return keep ? answer.keepingAlive() : answer;
  }

  /** The answer that nothing is queued: 204 has neither body nor length (CIG L-03). */
  Answer empty() {
    List<String> lines = uncached(204);
    if (!strict) {
      lines.add("Content-Type: text/plain");
    }
    return Answer.of(lines, NOTHING);
  }

  /** The answer that carries everything queued. */
  Answer download(List<Outgoing> items) {
    WireForm.Download download = form.download(items);
    List<String> lines = uncached(200);
    lines.add("Mime-Version: 1.0");
    lines.add("Content-Type: " + download.contentType());
    lines.add("Content-Length: " + download.body().size());
    return Answer.of(lines, download.body());
  }

  private List<String> uncached(int status) {
    List<String> lines = start(status);
    lines.add("Pragma: No-cache");
    lines.add("Cache-Control: no-cache");
    lines.add("Expires: Thu, 01 Jan 1970 00:00:00 GMT");
    lines.add("Connection: close");
    return lines;
  }

  private List<String> start(int status) {
    List<String> lines = new ArrayList<>();
    lines.add(form.statusLine(status));
    lines.add("Date: " + form.date(clock.instant()));
    lines.add("Server: " + form.server());
    return lines;
  }
}
