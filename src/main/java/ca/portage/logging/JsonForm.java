package ca.portage.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The line a collector reads: one JSON object with {@code at}, {@code level}, {@code channel},
 * {@code message}, {@code state}, {@code source}, {@code thread}, {@code text} and, where something
 * was thrown, {@code error} with the whole stack. Everything beyond printable ASCII is escaped.
 */
final class JsonForm implements EventForm {
  private static final int CAUSES = 8;

  private final JsonFactory json =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Override
  public String line(ILoggingEvent event) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator out = json.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("at", EventForm.time(event));
      out.writeStringField("level", event.getLevel().toString());
      for (String key : new String[] {"channel", "message", "state"}) {
        writeField(out, key, EventForm.field(event, key));
      }
      out.writeStringField("source", event.getLoggerName());
      out.writeStringField("thread", event.getThreadName());
      out.writeStringField("text", String.valueOf(event.getFormattedMessage()));
      writeError(out, event.getThrowableProxy());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string does not fail to take text", e);
    }
    return line.toString().replace("\u007f", "\\u007f");
  }

  private static void writeField(JsonGenerator out, String key, String value) throws IOException {
    if (value.isEmpty()) {
      out.writeNullField(key);
    } else {
      out.writeStringField(key, value);
    }
  }

  private static void writeError(JsonGenerator out, IThrowableProxy first) throws IOException {
    if (first == null) {
      return;
    }
    out.writeArrayFieldStart("error");
    IThrowableProxy thrown = first;
    for (int i = 0; thrown != null && i < CAUSES; i++, thrown = thrown.getCause()) {
      out.writeStartObject();
      out.writeStringField("type", thrown.getClassName());
      out.writeStringField("text", thrown.getMessage());
      out.writeArrayFieldStart("stack");
      for (StackTraceElementProxy frame : thrown.getStackTraceElementProxyArray()) {
        out.writeString(frame.getStackTraceElement().toString());
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
