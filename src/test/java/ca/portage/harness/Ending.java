package ca.portage.harness;

import ca.portage.app.ServiceProcess;
import ca.portage.crash.CrashPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How a process is to end: at a crash point, when it is reached for the {@code time}-th time, or by
 * {@code kill -9} at a moment nobody chose.
 */
record Ending(Optional<CrashPoint> point, int time) {
  /** Reached by every write of the spool or the ledger, so that any of them is met. */
  private static final Set<CrashPoint> FREQUENT =
      EnumSet.of(
          CrashPoint.FILE_FILLED,
          CrashPoint.FILE_FORCED,
          CrashPoint.FILE_NAMED,
          CrashPoint.JOURNAL_WRITTEN,
          CrashPoint.JOURNAL_FORCED,
          CrashPoint.LEDGER_WRITTEN,
          CrashPoint.LEDGER_COMMITTED);

  /** A process that lives for seconds is mostly busy compiling itself; half of that is enough. */
  private static final int FREQUENT_TIMES = 40;

  private static final int TIMES = 3;

  /** Nothing ends it. */
  static Ending none() {
    return random();
  }

  static Ending random() {
    return new Ending(Optional.empty(), 0);
  }

  static Ending at(CrashPoint point, int time) {
    return new Ending(Optional.of(point), time);
  }

  /** Each point {@code each} times and {@code kills} random ones, in any order. */
  static List<Ending> all(int each, int kills, Random random) {
    List<Ending> endings = new ArrayList<>(Collections.nCopies(kills, random()));
    for (CrashPoint point : CrashPoint.values()) {
      for (int i = 0; i < each; i++) {
        int times = FREQUENT.contains(point) ? FREQUENT_TIMES : TIMES;
        endings.add(at(point, 1 + random.nextInt(times)));
      }
    }
    Collections.shuffle(endings, random);
    return endings;
  }

  /** What arms it. */
  String[] options() {
    List<String> options = new ArrayList<>(List.of(ServiceProcess.QUICK));
    point.ifPresent(at -> options.add("-Dportage.fault=halt:" + at + ":" + time));
    return options.toArray(String[]::new);
  }
}
