package ca.portage.config;

/** What a status code means for the message or the download (CIG L-01 to L-12). */
public enum Outcome {
  /** Submit: the gateway has the message; only the receipt closes it (CIG C-12). */
  ACCEPTED,
  /** Collect: the answer holds what was queued. */
  DOWNLOAD,
  /** Collect: nothing was queued. */
  EMPTY,
  /** Refused for now; the same bytes go again after the backoff. */
  TRANSIENT,
  /** Refused; repeating it is pointless, somebody has to look. */
  REJECTED,
  /** The gateway may or may not have it; polling tells. */
  AMBIGUOUS
}
