package ca.portage.ledger;

/** A transition that {@link Life} does not know; the row is as it was. */
public final class IllegalTransitionException extends LedgerException {
  private static final long serialVersionUID = 1L;
  private final String id;
  private final String from;
  private final String to;

  IllegalTransitionException(String id, String from, String to) {
    super(
        Reason.ILLEGAL_TRANSITION,
        "Message %s is %s and cannot become %s; nothing was changed.".formatted(id, from, to));
    this.id = id;
    this.from = from;
    this.to = to;
  }

  /** The ledger id. */
  public String id() {
    return id;
  }

  /** The state it is in. */
  public String from() {
    return from;
  }

  /** The state it was to get. */
  public String to() {
    return to;
  }
}
