package ca.portage.config;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request header in the spelling it is sent with; its value may hold placeholders such as
 * {@code {sender}} (CIG E-15: header sets are data).
 *
 * @param name the field name, a token of RFC 9110 §5.6.2
 * @param value visible ASCII and blanks, on one line
 */
public record HeaderTemplate(String name, String value) {
  /** Every placeholder a value may hold. */
  public static final Set<String> PLACEHOLDERS =
      Set.of("sender", "messageId", "date", "collect", "submit", "digest", "length");

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern LINE = Pattern.compile("[\\x20-\\x7e\\t]*");
  private static final Pattern BRACED = Pattern.compile("\\{([^{}]*)}");

  /** Refuses a name or value that would not be one legal header line, and unknown placeholders. */
  public HeaderTemplate {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("is not a header name: letters, digits and hyphens only");
    }
    requireLine(value);
    Matcher braced = BRACED.matcher(value);
    while (braced.find()) {
      if (!PLACEHOLDERS.contains(braced.group(1))) {
        throw new IllegalArgumentException("has the unknown placeholder " + braced.group());
      }
    }
    if (braced.replaceAll("").matches(".*[{}].*")) {
      throw new IllegalArgumentException("has a brace that belongs to no placeholder");
    }
  }

  /** Whether this header asks the gateway for a receipt (CIG I-05, J-06; singular or plural). */
  public boolean asksForReceipt() {
    return name.toLowerCase(Locale.ROOT)
        .matches("disposition-notification-(to|options?)|receipt-delivery-options?");
  }

  /**
   * The value with its placeholders filled.
   *
   * @param values by placeholder name, without braces
   * @throws IllegalArgumentException when a value is missing or would break the line (header
   *     injection)
   */
  public String fill(Map<String, String> values) {
    String filled =
        BRACED.matcher(value).replaceAll(m -> Matcher.quoteReplacement(of(m.group(1), values)));
    requireLine(filled);
    return filled;
  }

  private String of(String placeholder, Map<String, String> values) {
    String found = values.get(placeholder);
    if (found == null) {
      throw new IllegalArgumentException("header " + name + " needs {" + placeholder + "}");
    }
    return found;
  }

  private static void requireLine(String value) {
    if (!LINE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "has a line break or another character that a header line cannot hold");
    }
  }
}
