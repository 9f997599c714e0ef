package ca.portage.config;

/** The three requests a channel makes; each has its own header set. */
public enum RequestKind {
  /** An interchange goes out and asks for a signed receipt (CIG I-05). */
  SUBMIT,
  /** A receipt we return; it never asks for a receipt itself (CIG I-18). */
  RECEIPT,
  /** A download request; it must not ask for a receipt (CIG J-06). */
  COLLECT
}
