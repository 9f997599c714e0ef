package ca.portage.pki;

import ca.portage.pki.UntrustedException.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of a certificate of which nobody can tell whether it was revoked.
 *
 * @param hard whether it is not believed once the grace is over; otherwise it goes on
 * @param grace how long it goes on all the same
 */
public record RevocationRule(boolean hard, Duration grace) {

  /**
   * When certificates with this gap begin to be refused, if they do.
   *
   * @param missed when a list that never was there was first missed
   */
  public Instant ends(Gap gap, Instant missed) {
    return hard ? gap.since().orElse(missed).plus(grace) : Instant.MAX;
  }

  /**
   * Refuses a gap whose grace is over.
   *
   * @param missed when a list that never was there was first missed
   * @throws UntrustedException STATUS_UNKNOWN
   */
  public void require(Gap gap, Instant missed, Instant at) throws UntrustedException {
    Instant end = ends(gap, missed);
    if (!at.isBefore(end)) {
      throw new UntrustedException(
          Reason.STATUS_UNKNOWN, gap.describe() + "; the grace for that ended on " + end);
    }
  }
}
