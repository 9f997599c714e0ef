package ca.portage.ledger;

/** Which way a message goes, seen from here. */
public enum Direction {
  OUT,
  IN
}
