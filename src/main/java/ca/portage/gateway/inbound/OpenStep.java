package ca.portage.gateway.inbound;

import ca.portage.cms.component.CryptoCms;
import ca.portage.content.Content;
import ca.portage.ediint.SignedMessage;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code open}: the exact bytes that were signed, and the signature over them (CIG I-06). */
final class OpenStep implements Processor {
  private final Workbench bench;

  OpenStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Content entity = exchange.getIn().getMandatoryBody(Content.class);
    exchange.setProperty(ExchangeKeys.OPENED, entity);
    SignedMessage signed = SignedMessage.open(entity, bench.scratch(exchange));
    exchange.getIn().removeHeader(CryptoCms.SIGNED_DATA);
    if (signed.opaque().isPresent()) {
      exchange.getIn().setBody(signed.opaque().get());
      return;
    }
    exchange.getIn().setHeader(CryptoCms.SIGNED_DATA, signed.signature().orElseThrow());
    exchange.getIn().setBody(signed.signedPart());
  }
}
