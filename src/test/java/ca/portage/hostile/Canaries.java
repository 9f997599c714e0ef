package ca.portage.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words hidden in plaintext: a good one must arrive in the inbox exactly once, an evil one must be
 * found nowhere. Each belongs to the case that was built with it.
 */
final class Canaries {
  static final Pattern ANY = Pattern.compile("(GOOD|EVIL)CANARY[0-9]{6}X");
  static final Pattern EVIL = Pattern.compile("EVILCANARY[0-9]{6}X");

  private final Map<String, String> cases = new LinkedHashMap<>();
  private final List<String> unclaimed = new ArrayList<>();
  private int next;

  String good() {
    return fresh("GOOD");
  }

  String evil() {
    return fresh("EVIL");
  }

  private String fresh(String kind) {
    String word = "%sCANARY%06dX".formatted(kind, ++next);
    unclaimed.add(word);
    return word;
  }

  /** Those made since the last call belong to this case. */
  List<String> claim(String name) {
    List<String> mine = List.copyOf(unclaimed);
    mine.forEach(word -> cases.put(word, name));
    unclaimed.clear();
    return mine;
  }

  /** The case a word was made for. */
  String owner(String word) {
    return cases.getOrDefault(word, "no case");
  }

  /** Every good word of every case. */
  List<String> allGood() {
    return cases.keySet().stream().filter(Canaries::isGood).toList();
  }

  static boolean isGood(String word) {
    return word.startsWith("GOOD");
  }
}
