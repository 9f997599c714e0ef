package ca.portage.fuzz;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.mime.ContentType;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.Header;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.TransferEncoding;
import java.io.IOException;

/** T3. The body is what follows the headers, and no header value can end its own line. */
public final class HeaderTarget {
  private HeaderTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Content whole = Content.of(input);
    entity(whole, true);
    entity(whole, false);
  }

  private static void entity(Content whole, boolean signed) throws IOException {
    try {
      Entity entity =
          signed
              ? EntityReader.read(whole, MimeLimits.DEFAULT)
              : EntityReader.readUnsigned(whole, MimeLimits.DEFAULT);
      if (entity.body().size() > whole.size()) {
        throw new AssertionError("the body is longer than the whole");
      }
      for (Header header : entity.headers().all()) {
        header(header);
      }
      body(entity);
    } catch (MalformedMimeException refused) {
      Expected.refusal(refused);
    }
  }

  private static void header(Header header) {
    if (header.value().indexOf('\n') >= 0 || header.value().indexOf('\r') >= 0) {
      throw new AssertionError("a header value has a line end in it: " + header.name());
    }
    try {
      ContentType type = ContentType.parse(header.value());
      if (type.isMultipart()) {
        type.boundary();
      }
    } catch (MalformedMimeException refused) {
      Expected.refusal(refused);
    }
  }

  private static void body(Entity entity) throws IOException, MalformedMimeException {
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      TransferEncoding.decode(entity.body(), entity.transferEncoding(), scratch);
      TransferEncoding.der(entity.body(), entity.transferEncoding(), scratch);
    }
  }
}
