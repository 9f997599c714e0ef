package ca.portage.gateway.tls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a look at one endpoint found.
 *
 * @param endpoint which
 * @param unreachable why nobody was reached, if nobody was
 * @param refusals why no message would travel, each reason that can be seen; none if one would
 * @param sight what the server showed, to us or to a client that takes anything
 * @param clockAhead how far its clock is ahead of ours, if it told the time
 */
public record Probe(
    Endpoint endpoint,
    Optional<String> unreachable,
    List<TlsRefusedException> refusals,
    Optional<Sight> sight,
    Optional<Duration> clockAhead) {
  /** Copies the reasons. */
  public Probe {
    refusals = List.copyOf(refusals);
  }

  /** Whether a message would travel. */
  public boolean usable() {
    return unreachable.isEmpty() && refusals.isEmpty();
  }
}
