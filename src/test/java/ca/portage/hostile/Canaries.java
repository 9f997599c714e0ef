package ca.portage.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words hidden in plaintext: a good one must arrive in the inbox exactly once, in exactly the bytes
 * that were sent, and an evil one must be found nowhere.
 */
final class Canaries {
  static final Pattern ANY = Pattern.compile("(GOOD|EVIL)CANARY[0-9]{6}X");
  static final Pattern EVIL = Pattern.compile("EVILCANARY[0-9]{6}X");

  /** The payload that must arrive, by its good word. */
  private final Map<String, byte[]> expected = new LinkedHashMap<>();

  private final List<String> unclaimed = new ArrayList<>();
  private int next;

  /** A word whose payload is an interchange that says it, as {@link Forge#edi} writes it. */
  String good() {
    String word = fresh("GOOD");
    expected.put(word, Forge.edi(word));
    return word;
  }

  String evil() {
    return fresh("EVIL");
  }

  /** Another payload than usual for a good word. */
  byte[] sent(String good, byte[] payload) {
    expected.put(good, payload.clone());
    return payload;
  }

  private String fresh(String kind) {
    String word = "%sCANARY%06dX".formatted(kind, ++next);
    unclaimed.add(word);
    return word;
  }

  /** Those made since the last call: they belong to one case. */
  List<String> claim() {
    List<String> mine = List.copyOf(unclaimed);
    unclaimed.clear();
    return mine;
  }

  /** Every payload that must arrive, by the good word in it. */
  Map<String, byte[]> payloads() {
    return expected;
  }

  static boolean isGood(String word) {
    return word.startsWith("GOOD");
  }
}
