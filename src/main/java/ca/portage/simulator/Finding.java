package ca.portage.simulator;

import java.util.Optional;

/** What the gateway finds of a message's content, as a receipt says it (CIG I-09 to I-13). */
enum Finding {
  PROCESSED(""),
  DECRYPTION_FAILED("decryption-failed"),
  AUTHENTICATION_FAILED("authentication-failed"),
  INTEGRITY_CHECK_FAILED("integrity-check-failed"),
  UNEXPECTED_PROCESSING_ERROR("unexpected-processing-error");

  private final String error;

  Finding(String error) {
    this.error = error;
  }

  /** The error word of the disposition; nothing when the content was processed. */
  Optional<String> error() {
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }
}
