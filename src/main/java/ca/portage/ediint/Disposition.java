package ca.portage.ediint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a message, as its receipt says it (RFC 2298 §3.2.6, RFC 3335 §5.3; CIG I-09 to
 * I-15).
 *
 * @param raw as it stood on the wire
 * @param type what was done with the message
 * @param modifier what restricts it; the worst of several
 * @param detail the words after the modifier, as they came; empty if none
 */
public record Disposition(String raw, Type type, Optional<Modifier> modifier, String detail) {

  /** What was done with a message. */
  public enum Type {
    /** It was processed; the modifier says how well. */
    PROCESSED,
    /** It could not be processed at all. */
    FAILED,
    /** Shown, deleted, denied, or anything else that proves nothing. */
    OTHER
  }

  /** What restricts a disposition, the worst first. */
  public enum Modifier {
    /** Processing went wrong. */
    ERROR,
    /** Processing was not possible. */
    FAILURE,
    /** A word nobody defined: read as an error (CIG I-15). */
    UNKNOWN,
    /** Processed all the same. */
    WARNING
  }

  /** All went well (CIG I-09). */
  public static final Disposition PROCESSED = automatic("processed");

  /** The content could not be decrypted (CIG I-10). */
  public static final Disposition DECRYPTION_FAILED = error("decryption-failed");

  /** The signer is not known or not trusted (CIG I-11). */
  public static final Disposition AUTHENTICATION_FAILED = error("authentication-failed");

  /** The content is not what was signed (CIG I-12). */
  public static final Disposition INTEGRITY_CHECK_FAILED = error("integrity-check-failed");

  /** Anything else went wrong (CIG I-13). */
  public static final Disposition UNEXPECTED_PROCESSING_ERROR =
      error("unexpected-processing-error");

  /** The message came before and was processed then (reliability F10). */
  public static final Disposition DUPLICATE_DOCUMENT =
      automatic("processed/warning: duplicate-document");

  /**
   * Reads the value of a Disposition field: blanks or hyphens, any case, blanks round slash and
   * colon (CIG ). Reads anything; what it does not know is never a success.
   */
  public static Disposition parse(String raw) {
    String statement = raw.substring(raw.indexOf(';') + 1);
    int colon = statement.indexOf(':');
    String words = colon < 0 ? statement : statement.substring(0, colon);
    String detail = colon < 0 ? "" : statement.substring(colon + 1).strip();
    int slash = words.indexOf('/');
    Type type = type(slash < 0 ? words : words.substring(0, slash));
    boolean plain = slash < 0 && colon < 0;
    Optional<Modifier> modifier =
        plain ? Optional.empty() : Optional.of(modifier(words.substring(slash + 1)));
    return new Disposition(raw.strip(), type, modifier, detail);
  }

  /**
   * Processed without an error. Of the warnings only one is no doubt about the processing: that the
   * same document came before (reliability F10).
   */
  public boolean processed() {
    return type == Type.PROCESSED && (modifier.isEmpty() || warned() && isDuplicate());
  }

  /** Processed, with a warning of any kind. */
  boolean warned() {
    return type == Type.PROCESSED && modifier.equals(Optional.of(Modifier.WARNING));
  }

  private boolean isDuplicate() {
    return token().equals("duplicate-document");
  }

  /** The peer says that it failed. */
  public boolean failed() {
    return type == Type.FAILED || type == Type.PROCESSED && !processed() && !warned();
  }

  /** The detail as the specification spells it: lower case, hyphens for blanks. */
  public String token() {
    return normal(detail);
  }

  private static Type type(String word) {
    return switch (normal(word)) {
      case "processed" -> Type.PROCESSED;
      case "failed" -> Type.FAILED;
      default -> Type.OTHER;
    };
  }

  private static Modifier modifier(String words) {
    List<Modifier> all = Arrays.stream(words.split(",", -1)).map(Disposition::oneModifier).toList();
    return all.stream().sorted().findFirst().orElse(Modifier.UNKNOWN);
  }

  private static Modifier oneModifier(String word) {
    return switch (normal(word)) {
      case "error" -> Modifier.ERROR;
      case "failure" -> Modifier.FAILURE;
      case "warning" -> Modifier.WARNING;
      default -> Modifier.UNKNOWN;
    };
  }

  private static String normal(String words) {
    return words.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "-");
  }

  private static Disposition error(String token) {
    return automatic("processed/Error: " + token);
  }

  private static Disposition automatic(String statement) {
    return parse("automatic-action/MDN-sent-automatically; " + statement);
  }

  @Override
  public String toString() {
    return raw;
  }
}
