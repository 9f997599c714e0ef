package ca.portage.ediint;

import java.util.Locale;
import java.util.Optional;

/**
 * A Message-ID as it stood on the wire, echoed verbatim and never parsed strictly (CIG Q-02).
 *
 * @param value with its angle brackets where it had them
 */
public record MessageId(String value) {
  /** The longest line of a mail header (RFC 5322 §2.1.1). */
  private static final int MAX_LENGTH = 998;

  /**
   * Refuses what could not be one header value.
   *
   * @throws IllegalArgumentException if it is blank, longer than 998 characters or holds a control
   *     character
   */
  public MessageId {
    value = value.trim();
    if (!fits(value)) {
      throw new IllegalArgumentException("a message id that cannot be a header value");
    }
    if (inner(value).isEmpty()) {
      throw new IllegalArgumentException("a message id with nothing between its brackets");
    }
  }

  /**
   * The id in a header's value; nothing if that value is blank or {@code <>}, or is too long or
   * holds what no header value can: then it names no message, and nothing may rest on it.
   */
  public static Optional<MessageId> read(String headerValue) {
    String value = headerValue.trim();
    return inner(value).isEmpty() || !fits(value)
        ? Optional.empty()
        : Optional.of(new MessageId(value));
  }

  private static boolean fits(String value) {
    return value.length() <= MAX_LENGTH
        && value.chars().noneMatch(c -> c < ' ' || c == 0x7f || c > 0xff);
  }

  /** The id without its angle brackets. */
  public String inner() {
    return inner(value);
  }

  /** What stands before the first {@code @}. */
  public String localPart() {
    String inner = inner();
    int at = inner.indexOf('@');
    return at < 0 ? inner : inner.substring(0, at);
  }

  /** What stands after the {@code @}, or after two of them (CIG Q-02). */
  public Optional<String> host() {
    String inner = inner();
    String host = inner.substring(localPart().length()).replaceFirst("^@+", "");
    return host.isEmpty() ? Optional.empty() : Optional.of(host);
  }

  /**
   * Whether this id, as a receipt gives it, names our message: equal without brackets and in any
   * case, or equal in the local part where this id has no host (CIG Q-01).
   */
  public boolean names(MessageId ours) {
    if (host().isEmpty()) {
      return folded(localPart()).equals(folded(ours.localPart()));
    }
    return folded(inner()).equals(folded(ours.inner()));
  }

  private static String inner(String value) {
    int start = value.startsWith("<") ? 1 : 0;
    int end = value.endsWith(">") ? value.length() - 1 : value.length();
    return start >= end ? "" : value.substring(start, end).trim();
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
