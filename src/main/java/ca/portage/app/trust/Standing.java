package ca.portage.app.trust;

import ca.portage.pki.Gap;
import ca.portage.pki.RevocationRule;
import ca.portage.pki.Trust;
import ca.portage.pki.UntrustedException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the channel's rule makes of a path that no current revocation list tells of. */
final class Standing {
  private final RevocationRule rule;
  private final MissedLists missed;

  Standing(RevocationRule rule, MissedLists missed) {
    this.rule = rule;
    this.missed = missed;
  }

  /** Refuses a path that is not told of, once the grace for that is over. */
  void require(Trust trust, List<X509Certificate> path, Instant at) throws UntrustedException {
    Optional<Gap> gap = gap(trust, path, at);
    if (gap.isPresent()) {
      rule.require(gap.get(), missed(gap.get(), at), at);
    }
  }

  /** What is not told of a path; when all is told, nothing of it counts as missed any more. */
  Optional<Gap> gap(Trust trust, List<X509Certificate> path, Instant at) {
    Optional<Gap> gap = trust.gap(path, at);
    if (gap.isEmpty()) {
      path.forEach(missed::found);
    }
    return gap;
  }

  /** When the grace for a gap ends; {@link Instant#MAX} if the rule is soft. */
  Instant ends(Gap gap, Instant at) {
    return rule.ends(gap, missed(gap, at));
  }

  /** A list that was there counts from its own end. */
  private Instant missed(Gap gap, Instant at) {
    return rule.hard() && gap.since().isEmpty() ? missed.since(gap.certificate(), at) : at;
  }
}
