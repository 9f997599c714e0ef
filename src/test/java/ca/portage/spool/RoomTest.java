package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
  private static final long MIB = 1 << 20;

  @TempDir Path home;

  @Test
  void theBallastIsASixteenthOfTheFloorAndSixtyFourMebibytesAtMost() {
    assertThat(Ballast.sizeFor(0)).isEqualTo(MIB);
    assertThat(Ballast.sizeFor(32 * MIB)).isEqualTo(2 * MIB);
    assertThat(Ballast.sizeFor(1024 * MIB)).isEqualTo(64 * MIB);
    assertThat(Ballast.sizeFor(MIB << 20)).isEqualTo(64 * MIB);
  }

  @Test
  void belowTheFloorNothingBeginsAndTheReasonStaysTheSame() throws IOException {
    long usableBytes = home.toFile().getUsableSpace();
    try (Spool spool = Spool.open(root());
        Room room = Room.open(root(), usableBytes * 2)) {
      assertThat(spool.salvaged()).isEmpty();
      assertThat(room.obstacle()).hasValueSatisfying(t -> assertThat(t).contains("MiB free"));
      assertThat(room.obstacle()).isEqualTo(room.obstacle());
    }
  }

  @Test
  void anAnswerThatWouldNotFitTwiceIsNotAskedFor() throws IOException {
    try (Spool spool = Spool.open(root());
        Room room = Room.open(root(), 0)) {
      assertThat(spool.salvaged()).isEmpty();
      assertThat(room.obstacle()).isEmpty();
      assertThat(room.obstacle(home.toFile().getUsableSpace() * 2))
          .hasValueSatisfying(t -> assertThat(t).contains("largest answer"));
    }
  }

  @Test
  void aFullDiskReleasesTheBallastStopsNewWorkAndMakesTheBallastAgain() throws IOException {
    try (Spool spool = Spool.open(root());
        Room room = Room.open(root(), 0)) {
      Path ballast = root().resolve("ballast");
      awaitWhole(ballast);
      assertThat(room.tight()).isFalse();
      assertThat(Room.full(spool.work().resolve("growing"))).isTrue();
      assertThat(room.tight()).isTrue();
      assertThat(room.obstacle()).isPresent();
      awaitWhole(ballast);
      await().atMost(Duration.ofSeconds(30)).until(() -> room.obstacle().isEmpty());
      assertThat(room.tight()).isFalse();
    }
    assertThat(Room.full(root())).as("nobody looks after it any more").isFalse();
  }

  @Test
  void aDescriptorIsGivenUpOnlyForWantOfOne() {
    try (Descriptors descriptors = new Descriptors(home)) {
      assertThat(descriptors.missing()).isFalse();
      assertThat(descriptors.give(new NoSuchFileException("x"))).isFalse();
      assertThat(descriptors.give(new IOException("Too many open files"))).isFalse();
      assertThat(descriptors.missing()).isFalse();
    }
  }

  private static void awaitWhole(Path ballast) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(ballast) && Files.size(ballast) == MIB);
  }

  private Path root() {
    return home.resolve("spool");
  }
}
