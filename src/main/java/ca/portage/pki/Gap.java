package ca.portage.pki;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A certificate of which nobody can tell whether it was revoked since.
 *
 * @param certificate its subject
 * @param authority whose list is missing or out of date
 * @param since when the newest list ended that tells of it; empty if there is none at all
 */
public record Gap(String certificate, String authority, Optional<Instant> since) {
  /** Refuses nothing but null. */
  public Gap {
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(authority);
    Objects.requireNonNull(since);
  }

  /** The gap as a sentence, without its end. */
  public String describe() {
    return "nobody can tell whether the certificate of %s was revoked: %s"
        .formatted(
            certificate,
            since
                .map(end -> "the revocation list of " + authority + " ended on " + end)
                .orElse("there is no revocation list of " + authority));
  }
}
