package ca.portage.gateway.outbound;

import ca.portage.gateway.Postponed;
import ca.portage.gateway.Workbench;
import java.security.SecureRandom;
import java.util.Map;

/** The steps from a stored message to the gateway's answer, by the names routes use. */
public final class OutboundSteps {
  private OutboundSteps() {}

  /** One set for one channel. */
  public static Map<String, Object> of(Workbench bench, Postponed postponed) {
    return Map.of(
        "due", new DueStep(bench, postponed),
        "attempt", new AttemptStep(bench),
        "conclude", new ConcludeStep(bench, new Outcomes(bench, new SecureRandom())));
  }
}
