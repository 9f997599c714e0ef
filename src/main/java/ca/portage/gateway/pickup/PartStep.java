package ca.portage.gateway.pickup;

import ca.portage.cms.Digest;
import ca.portage.config.MessageForm;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CanonicalText;
import ca.portage.ediint.InterchangeSniffer;
import ca.portage.ediint.InterchangeType;
import ca.portage.ediint.MessageWriter;
import ca.portage.ediint.Mic;
import ca.portage.gateway.ExchangeKeys;
import ca.portage.gateway.Workbench;
import ca.portage.ledger.State;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code part}: the first body part of the message: EDI with canonical line ends and the headers
 * that are signed with it, and the MIC over both (CIG G-03s, G-07s, I-07).
 */
final class PartStep implements Processor {
  private final Workbench bench;
  private final Packing packing;

  PartStep(Workbench bench, Packing packing) {
    this.bench = bench;
    this.packing = packing;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    if (id == null) {
      id = exchange.getIn().getBody(String.class);
      if (!packing.begin(id, exchange)) {
        exchange.setRouteStop(true);
        return;
      }
      exchange.setProperty(ExchangeKeys.MESSAGE, id);
      bench.atWork(id, exchange);
    }
    // Read again now that nobody else can be packing it: a list made earlier may be out of date,
    // and
    // a message packed a second time would be a second message.
    if (bench.ledger().message(id).filter(m -> m.state() == State.CLAIMED).isEmpty()) {
      exchange.setRouteStop(true);
      return;
    }
    Scratch scratch = bench.scratch(exchange);
    MessageForm form = bench.profile().message();
    Content payload = Content.of(bench.spool().out(id).payload());
    String type =
        InterchangeSniffer.sniff(payload) == InterchangeType.EDIFACT
            ? form.edifactType()
            : form.cadexType();
    Content part =
        MessageWriter.part(type, CanonicalText.crlf(payload, scratch), form.partLengths());
    exchange.setProperty(ExchangeKeys.MIC, Mic.of(part, Digest.parse(form.digest()).orElseThrow()));
    exchange.getIn().setBody(part);
  }
}
