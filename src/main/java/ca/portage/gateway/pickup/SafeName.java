package ca.portage.gateway.pickup;

import java.util.regex.Pattern;

/** A dropped file's name as a name that any file system and any terminal can bear (A17, G1). */
final class SafeName {
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}/\\\\:*?\"<>|\\x{FFFD}]");
  private static final int MAX_CHARS = 80;

  private SafeName() {}

  /** Whether a name may go on as it is: no control character and no climbing. */
  static boolean isSafe(String name) {
    return !name.contains("..") && !UNSAFE.matcher(name).find();
  }

  /** The nearest safe name, at most 80 characters long. */
  static String of(String name) {
    String safe = cut(UNSAFE.matcher(name).replaceAll("_").replace("..", "_"));
    return safe.isBlank() || safe.startsWith(".") ? cut("_" + safe) : safe;
  }

  private static String cut(String safe) {
    return safe.length() > MAX_CHARS ? safe.substring(0, end(safe)) : safe;
  }

  /** Half of a character is one that no file system can spell. */
  private static int end(String safe) {
    return Character.isHighSurrogate(safe.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
  }
}
