package ca.portage.gateway.inbound;

import ca.portage.config.RequestObject;
import ca.portage.content.Content;
import ca.portage.ediint.CanonicalText;
import ca.portage.ediint.MessageWriter;
import ca.portage.gateway.Workbench;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code request}: the harmless object that a download request carries (CIG J-02, J-04). */
final class RequestStep implements Processor {
  private final Workbench bench;

  RequestStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    RequestObject request = bench.profile().request();
    Content text = Content.of(request.text().getBytes(StandardCharsets.US_ASCII));
    exchange
        .getIn()
        .setBody(
            MessageWriter.part(
                request.type(),
                CanonicalText.crlf(text, bench.scratch(exchange)),
                bench.profile().message().partLengths()));
  }
}
