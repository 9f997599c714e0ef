package ca.portage.harness.proxy;

/** How a connection ends, or seems to. */
public enum Manner {
  /** With a reset. */
  RESET,
  /** With a bare FIN, without the farewell of TLS. */
  CLOSE,
  /**
   * Only the direction to the client ends, properly; what it still sends goes on to the gateway.
   */
  HALF_CLOSE,
  /** It stays open, and nothing goes through any more. */
  BLACKHOLE,
  /** It stays open, and a byte goes through now and then. */
  DRIP
}
