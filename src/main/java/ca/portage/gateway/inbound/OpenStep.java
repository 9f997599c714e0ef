package ca.portage.gateway.inbound;

import ca.portage.cms.component.CryptoCms;
import ca.portage.content.Content;
import ca.portage.ediint.SignedMessage;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import java.io.IOException;
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
    claim(exchange, entity);
    SignedMessage signed = SignedMessage.open(entity, bench.scratch(exchange));
    exchange.getIn().removeHeader(CryptoCms.SIGNED_DATA);
    if (signed.opaque().isPresent()) {
      exchange.getIn().setBody(signed.opaque().get());
      return;
    }
    exchange.getIn().setHeader(CryptoCms.SIGNED_DATA, signed.signature().orElseThrow());
    exchange.getIn().setBody(signed.signedPart());
    claim(exchange, signed.signedPart());
  }

  /** Whatever calls itself a receipt is not answered with one (CIG I-18, reliability F11). */
  private static void claim(Exchange exchange, Content entity) throws IOException {
    if (isReport(entity)) {
      exchange.setProperty(ExchangeKeys.CLAIMS_RECEIPT, Boolean.TRUE);
    }
  }

  private static boolean isReport(Content entity) throws IOException {
    try {
      return EntityReader.readUnsigned(entity, MimeLimits.DEFAULT)
          .contentType()
          .is("multipart/report");
    } catch (MalformedMimeException e) {
      return false;
    }
  }
}
