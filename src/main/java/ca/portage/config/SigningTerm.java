package ca.portage.config;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which key signs from when on, until the next one's time comes.
 *
 * @param alias of the key
 * @param from empty for the key that signs from the beginning
 */
public record SigningTerm(String alias, Optional<Instant> from) {
  /** Refuses null. */
  public SigningTerm {
    Objects.requireNonNull(alias);
    Objects.requireNonNull(from);
  }

  /** A key that signs from the beginning. */
  public static SigningTerm always(String alias) {
    return new SigningTerm(alias, Optional.empty());
  }

  /** Whether its time has come. */
  public boolean began(Instant at) {
    return from.filter(at::isBefore).isEmpty();
  }
}
