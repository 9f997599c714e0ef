package ca.portage.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.portage.care.Trial.Level;
import ca.portage.config.ConfigException;
import ca.portage.spool.ForceFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfTestTest extends CareCase {
  @Test
  void aHomeInOrderPassesEveryTrialAndNothingIsLeftBehind() throws IOException {
    List<String> before = everything();
    assertThat(selfTest())
        .extracting(Trial::subject)
        .containsExactly(
            "spool", "modes", "config", "lock", "space", "clock", "cig outbox", "cig inbox");
    assertThat(selfTest()).allMatch(trial -> trial.level() == Level.OK);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void theMovesThatCarryMessagesAreMade() throws IOException {
    assertThat(trial("cig outbox").text()).contains("from the folder to .portage/claimed");
    assertThat(trial("cig inbox").text()).contains("from .portage/tmp to the folder");
  }

  @Test
  void beforeTheFirstStartTheFolderIsTriedAndNothingIsMade() throws IOException {
    Files.delete(channel.inbox().resolve(".portage/tmp"));
    Files.delete(channel.inbox().resolve(".portage"));
    assertThat(trial("cig inbox").level()).isEqualTo(Level.OK);
    assertThat(channel.inbox()).isEmptyDirectory();
  }

  @Test
  void anInboxThatIsNotTheOneUsedBeforeIsNotWrittenTo() throws IOException {
    Files.writeString(home.spool().resolve("inbox.cig"), "the one");
    assertThat(trial("cig inbox").text()).contains("not the inbox used before");
    Files.writeString(channel.inbox().resolve(".portage/inbox"), "another");
    assertThat(trial("cig inbox").level()).isEqualTo(Level.FAIL);
    Files.writeString(channel.inbox().resolve(".portage/inbox"), "the one");
    assertThat(trial("cig inbox").level()).isEqualTo(Level.OK);
  }

  @Test
  void aFolderThatIsGoneFails() throws IOException {
    Files.delete(channel.outbox().resolve(".portage/claimed"));
    Files.delete(channel.outbox().resolve(".portage"));
    Files.delete(channel.outbox());
    assertThat(trial("cig outbox").line()).contains("is no folder", "make it");
  }

  @Test
  void whatOthersMayLookIntoIsNamedAndRefused() throws IOException, ConfigException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(home.ledger(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(trial("modes").level()).isEqualTo(Level.FAIL);
    assertThat(trial("modes").line()).contains("spool/ledger.db", "chmod");
    assertThatThrownBy(() -> SelfTest.requirePrivate(home, List.of(channel)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("spool/ledger.db", "nothing was started", "chmod");
    Files.setPosixFilePermissions(home.ledger(), PosixFilePermissions.fromString("rw-------"));
    SelfTest.requirePrivate(home, List.of(channel));
  }

  @Test
  void aSpoolThatTheGroupMayEnterIsRefused() throws IOException, ConfigException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(home.spool(), PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> SelfTest.requirePrivate(home, List.of(channel)))
        .hasMessageContaining("look into spool");
  }

  @Test
  void whateverInTheSpoolTheGroupMayEnterIsRefusedToo() throws IOException, ConfigException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path inner = Files.createDirectories(home.spool().resolve("directory"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(trial("modes").level()).isEqualTo(Level.FAIL);
    assertThatThrownBy(() -> SelfTest.requirePrivate(home, List.of(channel)))
        .hasMessageContaining("look into spool/directory");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    SelfTest.requirePrivate(home, List.of(channel));
  }

  @Test
  void tooLittleSpaceFailsAndSaysWhatStops() throws IOException {
    SelfTest greedy =
        new SelfTest(home, List.of(channel), Optional.of(ledger), Long.MAX_VALUE, clock);
    assertThat(greedy.run(Optional.empty()))
        .anySatisfy(
            trial -> {
              assertThat(trial.subject()).isEqualTo("space");
              assertThat(trial.level()).isEqualTo(Level.FAIL);
              assertThat(trial.action()).contains("nothing is downloaded");
            });
  }

  @Test
  void aDiskThatFailsIsNotTakenForAMatterOfRights() {
    IOException failed =
        new ForceFailedException(home.spool(), new IOException("Input/output error"));
    assertThat(SpoolTrials.advice(failed)).contains("the disk", "system log");
    assertThat(SpoolTrials.advice(new AccessDeniedException("spool"))).contains("able to write");
  }

  @Test
  void whoHoldsTheLockIsSaidAndIsNoFault() throws IOException {
    assertThat(trial("lock").text()).isEqualTo("held by this process");
    SelfTest beside = new SelfTest(home, List.of(), Optional.of(ledger), FLOOR_BYTES, clock);
    assertThat(beside.run(Optional.of(4711L)))
        .anyMatch(t -> t.level() == Level.OK && t.text().contains("4711, the running service"));
    assertThat(beside.run(Optional.empty())).anyMatch(t -> t.text().startsWith("free"));
  }

  @Test
  void aClockBehindWhatThisHomeHasSeenIsAnAlarm() throws IOException {
    ClockMark mark = new ClockMark(home, clock);
    mark.advance();
    clock.advance(Duration.ofMinutes(-5));
    assertThat(trial("clock").level()).isEqualTo(Level.OK);
    clock.advance(Duration.ofSeconds(-1));
    assertThat(trial("clock").level()).isEqualTo(Level.FAIL);
    assertThat(trial("clock").line()).contains("2026-03-01T12:00:00Z", "delete spool/clock");
    mark.advance();
    assertThat(mark.read()).contains(clock.instant().plus(Duration.ofSeconds(301)));
    Files.delete(home.spool().resolve("clock"));
    assertThat(trial("clock").level()).isEqualTo(Level.OK);
  }

  @Test
  void aMarkThatCannotBeReadIsSaid() throws IOException {
    Files.writeString(home.spool().resolve("clock"), "half past ten");
    assertThat(trial("clock").line()).contains("spool/clock holds no time; delete it");
  }

  private List<String> everything() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
