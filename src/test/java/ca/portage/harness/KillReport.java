package ca.portage.harness;

import ca.portage.crash.CrashPoint;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What all lanes counted together. */
record KillReport(List<KillLane> lanes, List<Balance> balances) {

  /** Adds the rows of the guarded runs. */
  void rows(Summary summary, int each, String halted, String killed) {
    summary.row(
        "halt at each of " + halts().size() + " crash points, " + each + " times",
        halts().values().stream().mapToInt(Integer::intValue).sum(),
        result(),
        halted);
    summary.row("kill -9 at random, in the same homes", kills(), result(), killed);
  }

  private String result() {
    return "%d lost, %d twice of %d files out and %d in; %d findings; %s"
        .formatted(
            sum(b -> b.count(Harm.LOST)),
            sum(b -> b.count(Harm.TWICE)),
            sum(b -> b.books().dropped().size()),
            sum(b -> b.books().offered().size()),
            sum(b -> b.findings().size()),
            "recovered within " + seconds(longestRecovery()));
  }

  private int sum(ToIntFunction<Balance> number) {
    return balances.stream().mapToInt(number).sum();
  }

  /** How often the process ended at each point. */
  Map<CrashPoint, Integer> halts() {
    Map<CrashPoint, Integer> halts = new EnumMap<>(CrashPoint.class);
    lanes.forEach(lane -> lane.halts().forEach((at, n) -> halts.merge(at, n, Integer::sum)));
    return halts;
  }

  int kills() {
    return lanes.stream().mapToInt(KillLane::kills).sum();
  }

  List<CrashPoint> notReached() {
    return lanes.stream().flatMap(lane -> lane.notReached().stream()).toList();
  }

  /** What was due at a start and has not moved at the very end. */
  Map<String, String> open() {
    Map<String, String> open = new HashMap<>();
    lanes.forEach(lane -> open.putAll(lane.clock().open()));
    return open;
  }

  Duration longestRecovery() {
    return lanes.stream()
        .map(lane -> lane.clock().longest())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** A sentence on what was waited for. */
  String recovery() {
    int count = lanes.stream().mapToInt(lane -> lane.clock().count()).sum();
    String slowest =
        lanes.stream()
            .max((a, b) -> a.clock().longest().compareTo(b.clock().longest()))
            .map(lane -> lane.clock().slowest())
            .orElse("");
    return "Recovery is the time from a start until what was due at the end before had moved: %d things, the slowest after %s (%s). %d requests, %d of them repeats of an attempt of unknown end; %d lost answers were told and %d items queued again."
        .formatted(
            count,
            seconds(longestRecovery()),
            slowest,
            sum(b -> b.books().seen().size()),
            sum(Balance::repeats),
            sum(Balance::lostAnswers),
            lanes.stream().mapToInt(lane -> lane.operator().queuedAgain()).sum());
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
