package ca.portage.simulator;

import java.util.List;

/**
 * What a service decided about a request.
 *
 * @param status to answer
 * @param why for the record
 * @param handout what the answer carries
 */
record Outcome(int status, String why, List<Outgoing> handout) {

  static Outcome of(int status, String why) {
    return new Outcome(status, why, List.of());
  }

  static Outcome refused(Refusal refusal) {
    return of(refusal.status(), refusal.why());
  }
}
