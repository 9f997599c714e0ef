package ca.portage.config.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word an admin probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The known word with the smallest edit distance, when that is small for the word's length. */
  public static Optional<String> to(String word, Collection<String> known) {
    int most = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(k -> distance(k, word) <= most)
        .min(Comparator.comparingInt((String k) -> distance(k, word)).thenComparing(k -> k));
  }

  /** The same as the end of a sentence: {@code , did you mean 'quiet'?} or a full stop. */
  public static String ending(String word, Collection<String> known) {
    return to(word, known).map(k -> ", did you mean '" + k + "'?").orElse(".");
  }

  private static int distance(String a, String b) {
    return distance(a.toLowerCase(Locale.ROOT).toCharArray(), b.toLowerCase(Locale.ROOT));
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int distance(char[] a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a[i - 1] == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
