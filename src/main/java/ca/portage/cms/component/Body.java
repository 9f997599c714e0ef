package ca.portage.cms.component;

import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/** The body of an exchange as content: files stay files, a stream is spooled to the scratch. */
final class Body {
  private Body() {}

  static Content of(Exchange exchange, Scratch scratch) throws IOException {
    Message message = exchange.getMessage();
    Object body = message.getBody();
    Object plain = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
    Content known =
        exchange.getContext().getTypeConverter().tryConvertTo(Content.class, exchange, plain);
    return known != null ? known : spool(message, scratch);
  }

  private static Content spool(Message message, Scratch scratch) throws IOException {
    try (InputStream in = message.getMandatoryBody(InputStream.class);
        ContentSink sink = scratch.sink()) {
      in.transferTo(sink);
      return sink.content();
    } catch (InvalidPayloadException e) {
      throw new IOException("crypto-cms needs a body it can read as bytes, a file or a stream", e);
    }
  }
}
