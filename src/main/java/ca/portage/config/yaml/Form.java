package ca.portage.config.yaml;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one value is written and what it becomes.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface Form<T> {
  /**
   * Reads the value.
   *
   * @param text the scalar as written, without its quotes
   * @throws IllegalArgumentException when it is not of this form; the message continues a sentence
   *     that begins with the key: {@code must be true or false, not 'yes'}
   */
  T read(String text);

  /** Text of any length, with line breaks where it has them, but nothing a terminal would obey. */
  static Form<String> text() {
    return text -> {
      if (text.codePoints().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' || c == 0x7f)) {
        throw new IllegalArgumentException("holds a control character");
      }
      return text;
    };
  }

  /** Text on one line: it may end up in a header. */
  static Form<String> line() {
    return text -> {
      if (text.codePoints().anyMatch(c -> c < ' ' || c == 0x7f)) {
        throw new IllegalArgumentException("holds a line break or another control character");
      }
      if (text.isBlank()) {
        throw new IllegalArgumentException("is empty");
      }
      return text;
    };
  }

  /** Text on one line that follows a pattern, described by {@code kind}: {@code a media type}. */
  static Form<String> like(Pattern pattern, String kind) {
    return text -> {
      if (!pattern.matcher(text).matches()) {
        throw new IllegalArgumentException("must be " + kind + ", not '" + Shown.of(text) + "'");
      }
      return text;
    };
  }

  /** One of a few words. */
  static Form<String> word(List<String> words) {
    return text -> {
      if (!words.contains(text)) {
        throw new IllegalArgumentException(
            "must be one of "
                + String.join(", ", words)
                + ", not '"
                + Shown.of(text)
                + "'"
                + Nearest.ending(text, words));
      }
      return text;
    };
  }

  /** One of an enumeration's constants, written in lower case with hyphens. */
  static <E extends Enum<E>> Form<E> word(List<E> allowed, Class<E> type) {
    Form<String> words = word(allowed.stream().map(Form::wordOf).toList());
    return text -> Enum.valueOf(type, words.read(text).replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** Any constant of an enumeration, written in lower case with hyphens. */
  static <E extends Enum<E>> Form<E> word(Class<E> type) {
    return word(Arrays.asList(type.getEnumConstants()), type);
  }

  private static String wordOf(Enum<?> constant) {
    return constant.name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** {@code true} or {@code false}. */
  static Form<Boolean> truth() {
    return text -> word(List.of("true", "false")).read(text).equals("true");
  }

  /** A whole number between two limits, both included. */
  static Form<Integer> number(int least, int most) {
    return text -> {
      if (!text.matches("[0-9]{1,9}")
          || Integer.parseInt(text) < least
          || Integer.parseInt(text) > most) {
        throw new IllegalArgumentException(
            "must be a whole number from %d to %d, not '%s'"
                .formatted(least, most, Shown.of(text)));
      }
      return Integer.valueOf(text);
    };
  }

  /** A length of time not shorter than {@code least}: a whole number and ms, s, m, h or d. */
  static Form<Duration> duration(Duration least) {
    Pattern pattern = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    return text -> {
      Matcher parts = pattern.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "must be a length of time such as 500ms, 2s, 5m, 4h or 30d, not '"
                + Shown.of(text)
                + "'");
      }
      Duration length = unit(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
      if (length.compareTo(least) < 0) {
        throw new IllegalArgumentException(
            "is too short: " + text + "; the least is " + least.toMillis() + "ms");
      }
      return length;
    };
  }

  private static Duration unit(String word) {
    return switch (word) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
