package ca.portage.simulator;

/** How the simulated gateway writes, and how much it forgives. */
public enum GatewayForm {
  /** By the rules as they stand: RFC 9112, RFC 2046, RFC 8551 and the catalogue's M rows. */
  STRICT,
  /** With the deviations that the figures of the March 2008 edition show (CIG ). */
  FIGURES_2008
}
