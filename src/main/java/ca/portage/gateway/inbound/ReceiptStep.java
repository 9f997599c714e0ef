package ca.portage.gateway.inbound;

import ca.portage.config.ReceiptForm;
import ca.portage.ediint.Disposition;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.MessageWriter;
import ca.portage.ediint.Mic;
import ca.portage.ediint.OriginalMessage;
import ca.portage.ediint.ReceiptRequest;
import ca.portage.ediint.ReceiptWriter;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import java.security.SecureRandom;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code receipt}: says in a receipt what became of an interchange, if the gateway asked for one
 * (CIG I-16, I-17). A receipt is never answered with a receipt (CIG I-18): parts that are receipts
 * do not come here.
 */
final class ReceiptStep implements Processor {
  private final Workbench bench;
  private final SecureRandom random = new SecureRandom();

  ReceiptStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    InboundPart part = exchange.getProperty(ExchangeKeys.PART, InboundPart.class);
    Rejection rejection = exchange.getProperty(ExchangeKeys.REJECTION, Rejection.class);
    if (ReceiptRequest.of(part.headers()).isEmpty() || claimsReceipt(exchange, rejection)) {
      return;
    }
    Optional<MessageId> original = part.headers().first("Message-Id").flatMap(MessageId::read);
    if (original.isEmpty()) {
      // A receipt must name what it is about; without an id there is nothing to name.
      return;
    }
    exchange.setProperty(ExchangeKeys.RECEIPT, Boolean.TRUE);
    exchange
        .getIn()
        .setBody(
            ReceiptWriter.write(
                new OriginalMessage(original.get(), part.headers()),
                Optional.ofNullable(exchange.getProperty(ExchangeKeys.MIC, Mic.class)),
                rejection == null ? Disposition.PROCESSED : rejection.disposition(),
                form(),
                MessageWriter.boundary(bench.clock(), random)));
  }

  /**
   * Whatever calls itself a receipt is not answered with one (reliability F11); but nobody hears of
   * a failure to decrypt by silence that there was something to be read (E15).
   */
  private static boolean claimsReceipt(Exchange exchange, Rejection rejection) {
    boolean unread =
        rejection != null && rejection.disposition().equals(Disposition.DECRYPTION_FAILED);
    return !unread && exchange.getProperty(ExchangeKeys.CLAIMS_RECEIPT) != null;
  }

  private ReceiptWriter.Form form() {
    ReceiptForm form = bench.profile().receipt();
    return new ReceiptWriter.Form(
        form.finalRecipient().replace("{sender}", bench.channel().sender()),
        form.text(),
        bench.profile().message().partLengths());
  }
}
