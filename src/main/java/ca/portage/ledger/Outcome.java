package ca.portage.ledger;

/** How an attempt ended (reliability §2.1, O3). */
public enum Outcome {
  /** The gateway took it. */
  ACCEPTED,
  /** Mail: the server took it. */
  SENT,
  /** Not a byte of the body left this machine. */
  NOT_SENT,
  /** The gateway said, completely, to come again later. */
  TRANSIENT,
  /** The gateway refused it. */
  REJECTED,
  /** Some bytes left and no clear answer came. */
  AMBIGUOUS,
  /** No clear answer, and no further attempt without an operator. */
  HELD
}
