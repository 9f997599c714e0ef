package ca.portage.gateway.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpResponseFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the head of an answer, whole or not at all (reliability B2, B8). The client's own parser
 * passes over ten lines of anything before a status line, so that it finds a 200 inside a page, and
 * takes a connection that ends between two headers for the end of the head. Odd header lines are
 * still passed over.
 */
final class WholeHeadParser extends DefaultHttpResponseParser {

  WholeHeadParser(Http1Config limits) {
    super(limits, LazyLaxLineParser.INSTANCE, DefaultClassicHttpResponseFactory.INSTANCE);
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    try {
      ClassicHttpResponse head = super.parse(buffer, new Endless(in));
      if (head.getCode() < 100) {
        throw new ProtocolException("the answer has status " + head.getCode());
      }
      return head;
    } catch (IllegalArgumentException | IllegalStateException e) {
      // A status of 000, for one, gets past the line's parser and no further.
      throw new ProtocolException("the answer has no valid status line", e);
    }
  }

  /** The parser of lines trims blanks, bare carriage returns too, before it looks. */
  @Override
  protected ClassicHttpResponse createMessage(CharArrayBuffer line)
      throws IOException, HttpException {
    if (line.isEmpty() || line.charAt(0) != 'H') {
      throw new ProtocolException("the answer does not begin with a status line");
    }
    return super.createMessage(line);
  }

  /** Bytes of which there must be more. */
  private static final class Endless extends FilterInputStream {
    Endless(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return more(super.read(bytes, offset, length));
    }

    @Override
    public int read() throws IOException {
      return more(super.read());
    }

    private static int more(int read) throws IOException {
      if (read < 0) {
        throw new ConnectionClosedException("the connection ended before a whole answer came");
      }
      return read;
    }
  }
}
