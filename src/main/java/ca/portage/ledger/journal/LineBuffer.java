package ca.portage.ledger.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Lines on their way to a segment; ASCII only, so that any tool shows them as they are. */
final class LineBuffer extends ByteArrayOutputStream {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Links links = new Links();
  private String link;

  /** What a line says beside its number and time. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  /** Lines that follow the one with this link. */
  LineBuffer(String link) {
    this.link = link;
  }

  void line(long sequence, Instant at, Body body) throws IOException {
    int start = count;
    try (JsonGenerator out = FACTORY.createGenerator(this)) {
      out.writeStartObject();
      out.writeNumberField("seq", sequence);
      out.writeStringField("at", at.toString());
      body.write(out);
      out.writeEndObject();
    }
    count--;
    String digest = links.digest(buf, start, count - start);
    ascii(Links.FIELD + link + '"');
    link = links.next(link, digest);
    ascii(Line.crcField(buf, start, count - start) + "\n");
  }

  private void ascii(String text) {
    writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The link of the last line. */
  String link() {
    return link;
  }

  byte[] bytes() {
    return buf;
  }
}
