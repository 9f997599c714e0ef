package ca.portage.mime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Walks once over the value of a Content-Type header. */
final class ContentTypeParser {
  private final String text;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private int at;

  ContentTypeParser(String text) {
    this.text = text;
  }

  ContentType parse() throws MalformedMimeException {
    String type = until(";").replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    int slash = type.indexOf('/');
    if (slash < 1 || slash == type.length() - 1 || type.indexOf('/', slash + 1) > 0) {
      throw new MalformedMimeException("a Content-Type without type and subtype");
    }
    while (at < text.length()) {
      at++;
      parameter();
    }
    return new ContentType(type, parameters);
  }

  /** One {@code name=value}; what has no {@code =} is passed over. */
  private void parameter() throws MalformedMimeException {
    String name = until("=;").strip().toLowerCase(Locale.ROOT);
    if (at == text.length() || text.charAt(at) == ';') {
      return;
    }
    at++;
    String value = value();
    String before = parameters.putIfAbsent(name, value);
    if (before != null && !before.equals(value)) {
      throw new MalformedMimeException("a Content-Type gives two values for " + name);
    }
  }

  private String value() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    if (at == text.length() || text.charAt(at) != '"') {
      return until(";").strip();
    }
    at++;
    String quoted = quoted();
    until(";");
    return quoted;
  }

  /** To the closing quote, or to the end where it is missing. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    at = Math.min(at + 1, text.length());
    return value.toString();
  }

  private String until(String stops) {
    int start = at;
    while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }
}
