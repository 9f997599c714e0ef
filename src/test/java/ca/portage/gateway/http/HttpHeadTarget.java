package ca.portage.gateway.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;

/** T1. A head is whole and begins with its status line, empty lines aside, or there is none. */
public final class HttpHeadTarget {
  private HttpHeadTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ClassicHttpResponse head =
          new WholeHeadParser(GatewayHttp.limits().build())
              .parse(new SessionInputBufferImpl(8192), new ByteArrayInputStream(input));
      check(head, input);
    } catch (HttpException | IOException refused) {
      if (refused.getMessage() == null) {
        throw new AssertionError("a refusal without a reason", refused);
      }
    }
  }

  /** A server that ends its last answer with a line end too many costs nobody the next one. */
  private static int afterEmptyLines(byte[] input) {
    int at = 0;
    while (at < input.length - 1
        && (input[at] == '\n' || input[at] == '\r' && input[at + 1] == '\n')) {
      at += input[at] == '\n' ? 1 : 2;
    }
    return at;
  }

  private static void check(ClassicHttpResponse head, byte[] input) {
    int start = afterEmptyLines(input);
    if (input.length - start < 8 || input[start] != 'H') {
      throw new AssertionError("a status line that is not at the start");
    }
    if (head.getCode() < 100 || head.getCode() > 999) {
      throw new AssertionError("the status is " + head.getCode());
    }
    for (Header header : head.getHeaders()) {
      String value = header.getValue();
      if (value != null && (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0)) {
        throw new AssertionError("a header value has a line end in it");
      }
    }
    new Answer(head.getCode(), java.util.List.of(head.getHeaders())).disputedEnd();
  }
}
