package ca.portage.simulator;

import ca.portage.ediint.Mic;
import ca.portage.simulator.WireForm.ReceiptFacts;
import ca.portage.simulator.http.RequestHead;
import java.io.IOException;
import java.util.Optional;

/** Returns a receipt for each message that asks for one (CIG I-16), well or badly as planned. */
final class Acknowledger {
  private final Dispatch dispatch;
  private final Misbehaviour misbehaviour;

  Acknowledger(Dispatch dispatch, Misbehaviour misbehaviour) {
    this.dispatch = dispatch;
    this.misbehaviour = misbehaviour;
  }

  /** Queues the receipt for a message, unless it asked for none. */
  void acknowledge(RequestHead head, Client client, Optional<Mic> mic, Finding finding)
      throws IOException {
    if (!RequestRules.asksForReceipt(head)) {
      return;
    }
    Optional<ReceiptFault> fault = misbehaviour.nextReceipt();
    ReceiptFacts facts = new ReceiptFacts(head, mic, finding);
    if (fault.isEmpty()) {
      dispatch.receipt(client, facts, true);
      return;
    }
    switch (fault.get()) {
      case WITHHELD -> {}
      case WRONG_MIC ->
          dispatch.receipt(
              client, new ReceiptFacts(head, mic.map(Acknowledger::other), finding), true);
      case UNSIGNED -> dispatch.receipt(client, facts, false);
      case DECRYPTION_FAILED -> refuse(client, head, Optional.empty(), Finding.DECRYPTION_FAILED);
      case AUTHENTICATION_FAILED -> refuse(client, head, mic, Finding.AUTHENTICATION_FAILED);
      case INTEGRITY_CHECK_FAILED -> refuse(client, head, mic, Finding.INTEGRITY_CHECK_FAILED);
      case UNEXPECTED_PROCESSING_ERROR ->
          refuse(client, head, mic, Finding.UNEXPECTED_PROCESSING_ERROR);
    }
  }

  private void refuse(Client client, RequestHead head, Optional<Mic> mic, Finding finding)
      throws IOException {
    dispatch.receipt(client, new ReceiptFacts(head, mic, finding), true);
  }

  private static Mic other(Mic mic) {
    byte[] digest = mic.digest().clone();
    digest[0] ^= 1;
    return new Mic(digest, mic.algorithm());
  }
}
