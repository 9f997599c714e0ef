package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkMarksTest {
  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong();
  private Duration later = Duration.ZERO;

  @Test
  void whatAProcessEndedOverThreeTimesIsDeadly() throws Exception {
    for (int life = 1; life <= WorkMarks.LIMIT; life++) {
      WorkMarks marks = open();
      assertThat(marks.deadly()).isEmpty();
      assertThat(marks.deaths("m1")).isEqualTo(life - 1);
      marks.begin("m1");
    }
    WorkMarks marks = open();
    assertThat(marks.deadly()).containsExactly("m1");
    assertThat(marks.rests("m1")).isTrue();
    marks.forget("m1");
    assertThat(open().deadly()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void workThatComesToAnEndOnceClearsTheCount() throws Exception {
    open().begin("m1");
    open().begin("m1");
    WorkMarks third = open();
    assertThat(third.deaths("m1")).isEqualTo(2);
    third.begin("m1");
    third.end("m1");
    assertThat(open().deaths("m1")).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void aLifeThatDidNotTouchItDoesNotCount() throws Exception {
    open().begin("m1");
    for (int life = 0; life < 5; life++) {
      assertThat(open().deaths("m1")).isEqualTo(1);
    }
  }

  @Test
  void aStopThatWasAskedForIsNobodysDeath() throws Exception {
    WorkMarks marks = open();
    marks.begin("m1");
    marks.stop();
    assertThat(open().deaths("m1")).isZero();
  }

  @Test
  void whatMayNotBeHeldIsLeftAloneForAQuarterOfAnHour() throws Exception {
    WorkMarks marks = open();
    assertThat(marks.rests("m1")).isFalse();
    marks.rest("m1");
    assertThat(marks.rests("m1")).isTrue();
    nanos.addAndGet(WorkMarks.REST.toNanos() - 1);
    assertThat(marks.rests("m1")).isTrue();
    nanos.incrementAndGet();
    assertThat(marks.rests("m1")).isFalse();
  }

  @Test
  void startsInQuickSuccessionDoNotProlongTheRest() throws Exception {
    for (int life = 1; life <= WorkMarks.LIMIT; life++) {
      open().begin("m1");
    }
    assertThat(open().rests("m1")).isTrue();
    later = WorkMarks.REST.minusMinutes(1);
    assertThat(open().rests("m1")).isTrue();
    later = WorkMarks.REST.plusMinutes(1);
    WorkMarks last = open();
    assertThat(last.deadly()).containsExactly("m1");
    assertThat(last.rests("m1")).isFalse();
  }

  @Test
  void aMarkThatCannotBeWrittenDoesNotStopTheWork() throws Exception {
    WorkMarks marks = open();
    Files.delete(folder.resolve("deadly"));
    marks.begin("m1");
    marks.end("m1");
    assertThat(marks.deaths("m1")).isZero();
  }

  private WorkMarks open() throws IOException {
    return WorkMarks.open(
        folder.resolve("deadly"), Clock.offset(Clock.systemUTC(), later), nanos::get);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("deadly"))) {
      return all.toList();
    }
  }
}
