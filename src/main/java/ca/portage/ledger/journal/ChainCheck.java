package ca.portage.ledger.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows the links from line to line. A group that the ledger never committed is a branch: what is
 * written next follows the line before the branch and declares it void, because a power cut may
 * take such lines away.
 */
final class ChainCheck {
  private final Deque<Branch> branches = new ArrayDeque<>();
  private final List<Damage> breaks = new ArrayList<>();
  private Optional<Branch> left = Optional.empty();
  private String leftAt = "";
  private Optional<String> link = Optional.empty();
  private boolean chained;
  private boolean inGroup;

  /** Rows that may turn out void: their first number, and the link they follow. */
  private record Branch(long from, String link) {}

  /**
   * Looks at the next whole line.
   *
   * @param afterGap true if lines are missing before it, which is told elsewhere
   */
  void look(Line line, String place, boolean afterGap) {
    declared(line);
    follow(line, place, afterGap);
    branch(line);
    link = Optional.of(line.link());
    chained |= line.prev().isPresent();
    line.after().ifPresent(this::acknowledged);
  }

  private void follow(Line line, String place, boolean afterGap) {
    Optional<String> prev = line.prev();
    if (prev.isEmpty() && chained) {
      broken(place, "line " + line.sequence() + " carries no hash of the line before it");
    } else if (prev.isPresent() && link.isPresent() && !prev.equals(link) && !afterGap) {
      left = branches.stream().filter(b -> prev.get().equals(b.link())).findFirst();
      leftAt = place;
      if (left.isEmpty()) {
        broken(place, "line " + line.sequence() + " does not follow from the line before it");
      }
      declared(line);
    }
  }

  /** A branch is left for good reason only if the mark that says so comes at once. */
  private void declared(Line line) {
    if (left.isEmpty()) {
      return;
    }
    if (line.voidFrom().filter(from -> from <= left.get().from()).isPresent()) {
      left = Optional.empty();
    } else if (line.ofRow() || line.committed().isPresent()) {
      broken(leftAt, "lines from " + left.get().from() + " on are passed over and nobody says why");
      left = Optional.empty();
    }
  }

  private void branch(Line line) {
    if (line.ofRow() && !inGroup) {
      branches.addLast(new Branch(line.sequence(), line.prev().orElse(Links.NONE)));
    }
    inGroup = line.ofRow();
  }

  private void acknowledged(long after) {
    branches.removeIf(b -> b.from() <= after);
  }

  private void broken(String place, String text) {
    breaks.add(new Damage(place, text));
  }

  /** Where a line was changed, put in or taken out since it was written. */
  List<Damage> breaks() {
    return List.copyOf(breaks);
  }

  /** What ties the next line to all these; empty before the first line. */
  Optional<String> link() {
    return link;
  }
}
