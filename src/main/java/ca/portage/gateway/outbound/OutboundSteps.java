package ca.portage.gateway.outbound;

import ca.portage.gateway.Workbench;
import java.security.SecureRandom;
import java.util.Map;

/** The steps from a stored message to the gateway's answer, by the names routes use. */
public final class OutboundSteps {
  private OutboundSteps() {}

  /** One set for one channel. */
  public static Map<String, Object> of(Workbench bench) {
    return Map.of(
        "due", new DueStep(bench),
        "attempt", new AttemptStep(bench),
        "conclude", new ConcludeStep(bench, new Outcomes(bench, new SecureRandom())));
  }
}
