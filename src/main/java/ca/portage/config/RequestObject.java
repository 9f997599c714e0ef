package ca.portage.config;

import java.util.Objects;

/**
 * The harmless object a download request carries; the gateway does not process it (CIG J-04).
 *
 * @param type its media type
 * @param text its content, line ends as written in the file; no line end at the end is added
 */
public record RequestObject(String type, String text) {
  /** Refuses nothing but null. */
  public RequestObject {
    Objects.requireNonNull(type);
    Objects.requireNonNull(text);
  }
}
