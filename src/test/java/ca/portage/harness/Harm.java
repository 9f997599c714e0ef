package ca.portage.harness;

/** What can be wrong between what went in at one side and what came out at the other. */
public enum Harm {
  /** It went in and never came out, and nobody was told. */
  LOST,
  /** It came out twice: two files in the inbox, or two messages at the gateway, for one. */
  TWICE,
  /** Something came out that never went in: cut, mixed or made up. */
  FOREIGN,
  /** One file had more than one message id, or one id more than one sequence of bytes. */
  REWRITTEN,
  /** The gateway saw a request that the ledger does not know, or the other way round. */
  UNCOUNTED,
  /** Something is still under way that ought to have ended. */
  UNFINISHED,
  /** Something of unknown end, and no alert says so. */
  UNTOLD
}
