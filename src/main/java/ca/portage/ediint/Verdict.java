package ca.portage.ediint;

import java.util.List;

/**
 * What a receipt means for the message it is about.
 *
 * @param kind the one consequence
 * @param reasons every finding as a sentence an admin understands, the decisive one first; at least
 *     one
 */
public record Verdict(Kind kind, List<String> reasons) {

  /** The consequence of a receipt. */
  public enum Kind {
    /** The message is proved to have arrived unchanged and to be processed. */
    SETTLED,
    /** The gateway says, under its signature, that it could not process the message. */
    PEER_ERROR,
    /** The gateway signed for another content than we sent. */
    INTEGRITY_ALERT,
    /** The receipt proves nothing about this message. */
    NOT_PROOF
  }

  /** Refuses a verdict without a reason. */
  public Verdict {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a verdict gives its reason");
    }
  }

  /** The decisive reason. */
  public String reason() {
    return reasons.get(0);
  }
}
