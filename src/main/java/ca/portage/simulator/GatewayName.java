package ca.portage.simulator;

/** What the simulated gateway calls itself: nothing that exists. */
final class GatewayName {
  static final String HOST = "gateway.simulator.example";
  static final String HOST_2008 = "simulator-le0";
  static final String ADDRESS = "cig@" + HOST;

  private GatewayName() {}
}
