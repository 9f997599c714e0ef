package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;

/** Carries one CMP message to the CA and its answer back. */
public interface CmpTransport {
  /** No message of a key update comes near; a CA that sends more is none. */
  int MAX_BYTES = 1 << 20;

  /**
   * Sends one message and waits for the answer.
   *
   * @param request a PKIMessage in DER
   * @return the answer, a PKIMessage in DER or what claims to be one; at most {@link #MAX_BYTES}
   * @throws PkiException if the CA cannot be reached or answers otherwise; whether it has the
   *     message is not known then
   */
  byte[] exchange(byte[] request) throws PkiException;
}
