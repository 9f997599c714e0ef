package ca.portage.simulator;

/**
 * A request that is turned away with a status.
 *
 * @param status 400, 403 or 404 (CIG L-06 to L-08)
 * @param why the rule it breaks, for the simulator's own record
 */
record Refusal(int status, String why) {

  static Refusal syntax(String why) {
    return new Refusal(400, why);
  }

  static Refusal access(String why) {
    return new Refusal(403, why);
  }
}
