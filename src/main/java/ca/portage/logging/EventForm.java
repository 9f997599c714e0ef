package ca.portage.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How one event is written: always exactly one line, without its end. */
interface EventForm {

  /** UTC to the millisecond, always as wide. */
  DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  String line(ILoggingEvent event);

  /** When it happened. */
  static String time(ILoggingEvent event) {
    return TIME.format(event.getInstant());
  }

  /** The form of that name. */
  static EventForm named(String name) {
    return switch (name) {
      case "line" -> new LineForm();
      case "json" -> new JsonForm();
      default ->
          throw new IllegalArgumentException(
              "the log form is '" + Printable.text(name) + "'; it is either line or json");
    };
  }

  /** The value of an MDC key, empty when the event has none. */
  static String field(ILoggingEvent event, String key) {
    String value = event.getMDCPropertyMap().get(key);
    return value == null ? "" : value;
  }
}
