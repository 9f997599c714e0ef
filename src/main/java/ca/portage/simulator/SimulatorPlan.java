package ca.portage.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What a simulated home is made of.
 *
 * @param home the folder to fill; missing or without a channel file of its own
 * @param bundle the folder whose profiles, routes and settings are copied
 * @param form how the gateway writes; decides the client's profile too; on a later start of the
 *     same home its first form stays
 * @param port the gateway's port; 0 takes any free one and keeps it for later starts
 * @param poll how often the client asks
 * @param quiet how long a dropped file is left alone
 * @param clock for both sides
 */
public record SimulatorPlan(
    Path home,
    Path bundle,
    GatewayForm form,
    int port,
    Duration poll,
    Duration quiet,
    Clock clock) {

  /** A home in which messages travel within seconds, on any free port. */
  public static SimulatorPlan of(Path home, Path bundle, GatewayForm form, Clock clock) {
    return new SimulatorPlan(
        home, bundle, form, 0, Duration.ofSeconds(2), Duration.ofSeconds(1), clock);
  }

  /** The same on a given port. */
  public SimulatorPlan onPort(int number) {
    return of(form, number);
  }

  SimulatorPlan of(GatewayForm otherForm, int otherPort) {
    return new SimulatorPlan(home, bundle, otherForm, otherPort, poll, quiet, clock);
  }

  /** The client's profile for the gateway's form. */
  String profile() {
    return form == GatewayForm.STRICT ? "cig-2026" : "cig-2008";
  }
}
