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

  /** What a line says beside its number and time. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator out) throws IOException;
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
    String end = Line.crcField(buf, start, count - start) + "\n";
    writeBytes(end.getBytes(StandardCharsets.US_ASCII));
  }

  byte[] bytes() {
    return buf;
  }
}
