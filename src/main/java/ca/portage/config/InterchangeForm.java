package ca.portage.config;

/** Which interchanges a channel carries (CIG F-15); the sniffer cross-checks each file. */
public enum InterchangeForm {
  /** Either; what the sniffer says decides. */
  ANY,
  EDIFACT,
  CADEX
}
