package ca.portage.harness.proxy;

import java.nio.charset.StandardCharsets;

/** What is done to one request. */
public sealed interface Fault {

  /** The exchange is cut there, in that manner. */
  record Cut(Position position, Manner manner) implements Fault {}

  /** The gateway gets the request twice; the client gets the answer to the second. */
  record Duplicated() implements Fault {}

  /** One byte is changed on the way, of the request's body or of the answer's status line. */
  record Corrupted(boolean answer) implements Fault {}

  /** What happens to the connection after an answer. */
  enum After {
    /** It stays open for the next request. */
    KEPT,
    /** It is closed, as it were by surprise. */
    CLOSED,
    /** It stays open and nothing comes any more. */
    STALLED
  }

  /**
   * The gateway gets nothing; the client gets this for an answer.
   *
   * @param answer head and content, byte for byte
   */
  record Answered(byte[] answer, After after) implements Fault {
    /** An answer written as text. */
    public static Answered with(String answer, After after) {
      return new Answered(answer.getBytes(StandardCharsets.ISO_8859_1), after);
    }
  }
}
