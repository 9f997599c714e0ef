package ca.portage.gateway.inbound;

import ca.portage.cms.Digest;
import ca.portage.cms.component.CryptoCms;
import ca.portage.content.Content;
import ca.portage.crash.CrashPoint;
import ca.portage.crash.DurableSteps;
import ca.portage.ediint.Mic;
import ca.portage.ediint.ReceiptReader;
import ca.portage.ediint.ReceiptRequest;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Headers;
import ca.portage.mime.MimeLimits;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code identify}: what a verified part is and whether it came before. Same message id and same
 * MIC is a duplicate and gets its stored receipt again; same id with other content is a conflict
 * and is touched by nobody (reliability P4, D15).
 */
final class IdentifyStep implements Processor {
  private final Workbench bench;

  IdentifyStep(Workbench bench) {
    this.bench = bench;
  }

  @DurableSteps(CrashPoint.VERIFY_COMMITTED)
  @Override
  public void process(Exchange exchange) throws Exception {
    if (exchange.getProperty(CryptoCms.SIGNER) == null) {
      throw new IllegalStateException(
          "the route has no step that verifies the signature; restore crypto-cms:verify");
    }
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    InboundPart part = exchange.getProperty(ExchangeKeys.PART, InboundPart.class);
    Content signed = exchange.getIn().getMandatoryBody(Content.class);
    Entity entity = EntityReader.read(signed, MimeLimits.DEFAULT);
    boolean receipt = ReceiptReader.read(entity).isPresent();
    Mic mic = Mic.of(signed, digest(part.headers(), exchange));
    exchange.setProperty(ExchangeKeys.MIC, mic);
    Message message =
        bench
            .ledger()
            .verified(
                id,
                receipt ? Kind.RECEIPT : Kind.INTERCHANGE,
                part.headers().first("Message-Id").orElse("<none." + mic.toString() + ">"),
                mic.toString());
    CrashPoint.VERIFY_COMMITTED.reached();
    exchange.setProperty(ExchangeKeys.KIND, kind(message, receipt, exchange));
  }

  private String kind(Message message, boolean receipt, Exchange exchange) {
    switch (message.state()) {
      case DUPLICATE -> {
        message
            .related()
            .flatMap(bench.ledger()::message)
            .flatMap(Message::related)
            .ifPresent(
                receiptId -> bench.ledger().resendReceipt(receiptId, bench.clock().instant()));
        return "duplicate";
      }
      case CONFLICT -> {
        bench.alert(
            message.id(),
            "a message came with an id that was used before and with other content; it was not"
                + " delivered. Ask the help desk which of the two counts");
        exchange.setProperty(ExchangeKeys.EVENT, "failed");
        return "conflict";
      }
      default -> {
        return receipt ? "receipt" : "interchange";
      }
    }
  }

  /** The digest the sender asks for in a receipt, else the one it signed with. */
  private static Digest digest(Headers headers, Exchange exchange) {
    return ReceiptRequest.of(headers)
        .flatMap(request -> request.digests().stream().findFirst())
        .orElseGet(() -> exchange.getProperty(CryptoCms.DIGEST, Digest.class));
  }
}
