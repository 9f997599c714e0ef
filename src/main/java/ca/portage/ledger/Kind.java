package ca.portage.ledger;

/** What a message carries: business data, or the proof that a message was received. */
public enum Kind {
  INTERCHANGE,
  RECEIPT
}
