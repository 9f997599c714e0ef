package ca.portage.cms.component;

import java.util.Arrays;
import java.util.Locale;

/** What an endpoint does; the first word of its URI. */
enum Operation {
  SIGN,
  VERIFY,
  ENCRYPT,
  DECRYPT;

  static Operation parse(String word) {
    return Arrays.stream(values())
        .filter(o -> o.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "crypto-cms has no operation '"
                        + word
                        + "'; it has sign, verify, encrypt and decrypt, as in"
                        + " crypto-cms:sign:cig"));
  }
}
