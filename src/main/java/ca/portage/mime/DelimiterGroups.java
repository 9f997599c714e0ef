package ca.portage.mime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Delimiter candidates by their number of hyphens, and the choice between them (CIG Q-07).
 *
 * <p>The standard form (two hyphens more than the boundary) always wins; then the boundary itself;
 * then any other number, if only one number occurs.
 */
final class DelimiterGroups {
  /** More different numbers of hyphens than this are nobody's habit. */
  private static final int MAX_GROUPS = 8;

  private final Map<Integer, List<Delimiter>> groups = new LinkedHashMap<>();
  private final DelimiterPattern pattern;
  private final int maxParts;
  private boolean closed;

  DelimiterGroups(DelimiterPattern pattern, int maxParts) {
    this.pattern = pattern;
    this.maxParts = maxParts;
  }

  void add(Delimiter found) throws MalformedMimeException {
    boolean standard = found.hyphens() == pattern.standardHyphens();
    if (standard && !groups.containsKey(found.hyphens())) {
      groups.clear();
    } else if (!standard && groups.containsKey(pattern.standardHyphens())) {
      return;
    }
    if (groups.size() == MAX_GROUPS && !groups.containsKey(found.hyphens())) {
      return;
    }
    List<Delimiter> group = groups.computeIfAbsent(found.hyphens(), h -> new ArrayList<>());
    if (group.size() > maxParts) {
      throw new MalformedMimeException("there are more than " + maxParts + " parts");
    }
    if (!isClosed(group)) {
      group.add(found);
    }
    closed = standard && isClosed(group);
  }

  /** Whether nothing that follows can change the choice. */
  boolean closed() {
    return closed;
  }

  /** The delimiters of the form that is in use; none if there are none. */
  List<Delimiter> choose() throws MalformedMimeException {
    if (groups.isEmpty()) {
      return List.of();
    }
    for (int hyphens : new int[] {pattern.standardHyphens(), pattern.ownHyphens()}) {
      if (groups.containsKey(hyphens)) {
        return groups.get(hyphens);
      }
    }
    if (groups.size() > 1) {
      throw new MalformedMimeException(
          "the boundary occurs with " + groups.size() + " different numbers of hyphens");
    }
    return groups.values().iterator().next();
  }

  static boolean isClosed(List<Delimiter> group) {
    return !group.isEmpty() && group.get(group.size() - 1).closing();
  }
}
