package ca.portage.mime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A media type with its parameters (RFC 2045 §5.1).
 *
 * @param type type and subtype in lower case, {@code multipart/signed}
 * @param parameters names in lower case, values as sent without their quotes, in their order
 */
public record ContentType(String type, Map<String, String> parameters) {

  /** Keeps a copy. */
  public ContentType {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads the value of a Content-Type header: any case (CIG Q-19), blanks round the slash (CIG
   * G-05s), a trailing semicolon (CIG E-18), values with or without quotes (CIG Q-15).
   *
   * @throws MalformedMimeException if there is no type and subtype, or a parameter has two values
   */
  public static ContentType parse(String value) throws MalformedMimeException {
    try {
      return new ContentTypeParser(value).parse();
    } catch (RuntimeException e) {
      throw new MalformedMimeException("the Content-Type cannot be read", e);
    }
  }

  /** The value of a parameter, its name in any case. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether this is that type and subtype. */
  public boolean is(String other) {
    return type.equals(other.toLowerCase(Locale.ROOT));
  }

  /** Whether this is any {@code multipart} type. */
  public boolean isMultipart() {
    return type.startsWith("multipart/");
  }

  /**
   * The boundary of a multipart.
   *
   * @throws MalformedMimeException if none is declared
   */
  public String boundary() throws MalformedMimeException {
    return parameter("boundary")
        .filter(b -> !b.isBlank())
        .orElseThrow(() -> new MalformedMimeException("a " + type + " declares no boundary"));
  }
}
