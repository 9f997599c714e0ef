package ca.portage.mime;

/**
 * One header field, unfolded.
 *
 * @param name the name in the case it was sent, a token of RFC 9110 §5.6.2
 * @param value the value without outer blanks; each char is one octet (ISO 8859-1), so that it is
 *     written as it was read
 */
public record Header(String name, String value) {

  /**
   * Refuses what would make two fields of one (CWE-93) or could not be written.
   *
   * @throws IllegalArgumentException if the name is no token, or the value holds CR, LF, NUL or a
   *     character beyond one octet
   */
  public Header {
    if (name.isEmpty() || !name.chars().allMatch(HeaderBlock::isToken)) {
      throw new IllegalArgumentException("a header name of letters, digits and hyphens is needed");
    }
    value = value.trim();
    if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0 || c > 0xff)) {
      throw new IllegalArgumentException(
          "the value of header " + name + " holds a line break or is not ISO 8859-1");
    }
  }

  /** Whether this is the field of that name, in any case. */
  boolean named(String other) {
    return name.equalsIgnoreCase(other);
  }
}
