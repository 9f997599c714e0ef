package ca.portage.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an admin must read of one answer, or of one part.
 *
 * @param tells a pattern of the reason in its row; empty if there must be none
 * @param alerts a pattern for each alert, in their order; empty if nobody must be alerted
 */
record Said(String tells, List<String> alerts) {
  static final Said NOTHING = new Said("", List.of());

  Said {
    alerts = List.copyOf(alerts);
  }

  static Said of(String tells, String... alerts) {
    return new Said(tells, List.of(alerts));
  }

  /**
   * What an admin really reads.
   *
   * @param reason of its row
   * @param alerts oldest first, each once
   */
  record Told(String reason, List<String> alerts) {
    Told {
      alerts = alerts.stream().distinct().toList();
    }
  }

  /** Everything that is not said as it must be. */
  List<String> problems(String who, Told told) {
    List<String> problems = new ArrayList<>();
    if (tells.isEmpty() ? !told.reason().isEmpty() : !found(tells, told.reason())) {
      problems.add("%s tells \"%s\", not \"%s\"".formatted(who, told.reason(), tells));
    }
    boolean all = alerts.size() == told.alerts().size();
    for (int i = 0; all && i < alerts.size(); i++) {
      all = found(alerts.get(i), told.alerts().get(i));
    }
    if (!all) {
      problems.add("%s alerts %s, not %s".formatted(who, told.alerts(), alerts));
    }
    return problems;
  }

  private static boolean found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).find();
  }
}
