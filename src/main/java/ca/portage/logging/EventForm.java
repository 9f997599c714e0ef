package ca.portage.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** How one event is written: always exactly one line, without its end. */
interface EventForm {

  String line(ILoggingEvent event);

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
