package ca.portage.gateway;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Message;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code notice}: what the site's own steps are told. The message itself is not handed over: body
 * is the path of the file, and the headers say what happened.
 */
final class NoticeStep implements Processor {
  private final Workbench bench;

  NoticeStep(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public void process(Exchange exchange) {
    exchange.getIn().removeHeaders("*");
    exchange.getIn().setBody("");
    String id = exchange.getProperty(ExchangeKeys.MESSAGE, String.class);
    Optional<Message> message = id == null ? Optional.empty() : bench.ledger().message(id);
    exchange.getIn().setHeader("channel", bench.name());
    message.ifPresent(m -> tell(exchange, m));
  }

  private void tell(Exchange exchange, Message message) {
    Optional<Path> file =
        message.direction() == Direction.IN
            ? message.finalName().map(bench.channel().inbox()::resolve)
            : message.file().map(Path::of);
    exchange.getIn().setHeader("id", message.id());
    exchange.getIn().setHeader("state", message.state().name());
    exchange.getIn().setHeader("reason", message.reason().orElse(""));
    exchange.getIn().setHeader("file", file.map(Path::getFileName).map(Path::toString).orElse(""));
    exchange.getIn().setBody(file.map(Path::toString).orElse(""));
  }
}
