package ca.portage.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Map;

/** Events as logback hands them to an encoder. */
final class Events {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123Z");

  private Events() {}

  static LoggingEvent event(Map<String, String> fields, String text, Throwable thrown) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "caller",
            context.getLogger("ca.portage.gateway.Conclude"),
            Level.WARN,
            text,
            thrown,
            new Object[0]);
    event.setInstant(NOON);
    event.setThreadName("worker-1");
    event.setMDCPropertyMap(fields);
    return event;
  }
}
