package ca.portage.harness.proxy;

/** Where the exchange of one request and its answer is cut (reliability B2). */
public enum Position {
  /** The head of the request is through, nothing of its body. */
  BEFORE_BODY("before the body"),
  /** Half of the request's body is through. */
  MID_BODY("in the middle of the body"),
  /** The request is through and answered; nothing of the answer is. */
  AFTER_LAST_BYTE("after the last byte"),
  /** The beginning of the answer's status line is through, not its code. */
  MID_STATUS_LINE("in the status line"),
  /** The answer's status line and half of its headers are through. */
  MID_HEADERS("in the headers of the answer");

  private final String words;

  Position(String words) {
    this.words = words;
  }

  /** For a summary. */
  public String words() {
    return words;
  }

  boolean inRequest() {
    return this == BEFORE_BODY || this == MID_BODY;
  }

  /** How much of the request's body goes through before the cut. */
  long bodyBytes(long length) {
    return this == BEFORE_BODY ? 0 : this == MID_BODY ? length / 2 : length;
  }

  /**
   * How much of the answer goes through before the cut: inside a header line, between two of them,
   * or all but the empty line, as the manner goes.
   */
  int answerBytes(Head answer, Manner manner) {
    if (this != MID_HEADERS) {
      return this == MID_STATUS_LINE ? "HTTP/1.1 2".length() : 0;
    }
    int statusLine = answer.lines().get(0).length() + 2;
    int whole = answer.bytes().length;
    return switch (manner) {
      case RESET -> statusLine + (whole - statusLine) / 2;
      case HALF_CLOSE -> whole - 2;
      case CLOSE, BLACKHOLE, DRIP -> statusLine + answer.lines().get(1).length() + 2;
    };
  }
}
