package ca.portage.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The one fault this process is told to meet: {@code -Dportage.fault=ACTION:POINT[:N]}, where
 * ACTION is {@code halt}, {@code memory} or {@code overflow}, and N says at which time the point is
 * reached, from 1.
 */
final class ArmedFault {
  static final String PROPERTY = "portage.fault";

  /** The exit code of a halted process, told apart from those of {@code sysexits.h}. */
  static final int EXIT_CODE = 99;

  private static final Spec SPEC = Spec.read(System.getProperty(PROPERTY, ""));

  static final CrashPoint POINT = SPEC.point();

  private static final AtomicInteger PASSED = new AtomicInteger();

  private ArmedFault() {}

  static void strike() {
    if (PASSED.incrementAndGet() == SPEC.time()) {
      SPEC.action().run();
    }
  }

  /** What the property says; no point if it is empty. */
  record Spec(Action action, CrashPoint point, int time) {

    /**
     * Reads the property.
     *
     * @throws IllegalArgumentException if it names no action or no point, so that a harness with a
     *     typing error fails instead of proving nothing
     */
    static Spec read(String text) {
      if (text.isEmpty()) {
        return new Spec(Action.HALT, null, 1);
      }
      String[] words = text.split(":");
      try {
        return new Spec(
            Action.valueOf(words[0].toUpperCase(Locale.ROOT)),
            CrashPoint.valueOf(words[1]),
            words.length > 2 ? Integer.parseInt(words[2]) : 1);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "-D%s=%s is not ACTION:POINT or ACTION:POINT:N; actions: halt, memory, overflow; points: %s"
                .formatted(
                    PROPERTY,
                    text,
                    Arrays.stream(CrashPoint.values())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))),
            e);
      }
    }
  }

  /** What happens at the point. */
  enum Action {
    /** The process ends at once: no shutdown hook, no finally block, no buffer written. */
    HALT {
      @Override
      void run() {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    },
    /** As if the heap were full. */
    MEMORY {
      @Override
      void run() {
        throw new OutOfMemoryError("armed by " + PROPERTY);
      }
    },
    /** As if a parser had gone too deep. */
    OVERFLOW {
      @Override
      void run() {
        throw new StackOverflowError("armed by " + PROPERTY);
      }
    };

    abstract void run();
  }
}
