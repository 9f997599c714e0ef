package ca.portage.simulator.http;

import ca.portage.content.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The bytes of an answer and how they leave.
 *
 * @param head status line, headers and the empty line, exactly as written to the connection
 * @param body what follows
 * @param sendBytes after how many bytes of head and body together the connection is dropped; {@link
 *     Long#MAX_VALUE} for a whole answer, 0 for none at all
 * @param delay how long the answer is held back
 * @param keepAlive whether the connection may carry another request
 * @param completion learns afterwards whether everything was written
 */
public record Answer(
    Content head,
    Content body,
    long sendBytes,
    Duration delay,
    boolean keepAlive,
    Completion completion) {

  /** Learns how an answer ended. */
  @FunctionalInterface
  public interface Completion {
    /** Called once, when all bytes were handed to the connection or it failed before. */
    void ended(boolean complete);
  }

  /**
   * A whole answer that leaves at once, on a connection that is closed afterwards.
   *
   * @param lines the status line and the header lines without line ends; a line may hold a fold
   */
  public static Answer of(List<String> lines, Content body) {
    String head = String.join("\r\n", lines) + "\r\n\r\n";
    return new Answer(
        Content.of(head.getBytes(StandardCharsets.ISO_8859_1)),
        body,
        Long.MAX_VALUE,
        Duration.ZERO,
        false,
        complete -> {});
  }

  /** Exactly these bytes, on a connection that is closed afterwards. */
  public static Answer of(Content bytes) {
    return new Answer(
        bytes, Content.of(new byte[0]), Long.MAX_VALUE, Duration.ZERO, false, complete -> {});
  }

  /** The same, dropped after that many bytes. */
  public Answer cutAfter(long bytes) {
    return new Answer(head, body, bytes, delay, false, completion);
  }

  /** The same, held back. */
  public Answer after(Duration wait) {
    return new Answer(head, body, sendBytes, wait, keepAlive, completion);
  }

  /** The same, on a connection that stays open when the request allows it. */
  public Answer keepingAlive() {
    return new Answer(head, body, sendBytes, delay, true, completion);
  }

  /** The same, with somebody who learns how it ended. */
  public Answer then(Completion next) {
    return new Answer(head, body, sendBytes, delay, keepAlive, next);
  }

  Content whole() {
    return Content.join(head, body);
  }

  boolean complete() {
    return sendBytes >= head.size() + body.size();
  }
}
