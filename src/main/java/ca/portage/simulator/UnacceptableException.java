package ca.portage.simulator;

import ca.portage.ediint.Mic;
import java.util.Optional;

/** A body whose content the gateway does not accept; a receipt will say so in one word. */
final class UnacceptableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Finding finding;
  private final transient Optional<Mic> mic;

  UnacceptableException(Finding finding, String why) {
    this(finding, why, Optional.empty());
  }

  /** With the digest of what was read all the same. */
  UnacceptableException(Finding finding, String why, Optional<Mic> mic) {
    super(why);
    this.finding = finding;
    this.mic = mic;
  }

  Finding finding() {
    return finding;
  }

  Optional<Mic> mic() {
    return mic;
  }
}
