package ca.portage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others fill the disk while the service is away (reliability §2.4). */
class FullDiskStartIT {
  /** So that the emergency space, a sixteenth, holds what a start unpacks: the native libraries. */
  private static final int FLOOR_MIB = 256;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aStartReleasesTheEmergencySpaceAndWaitsForRoom() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
    assumeTrue(DiskControls.mayMount(folder), "this machine does not let root mount");
    try (DiskLane lane = new DiskLane(folder.resolve("lane"), FLOOR_MIB)) {
      fill(lane);
      long polls = lane.polls();
      try {
        lane.startOnly();
        assertThat(lane.output()).contains("emergency space was released");
        lane.assertNothingNewBegins();
      } finally {
        lane.spool.free();
      }
      lane.resumed(polls);
      lane.settled();
      assertControl(lane);
    }
  }

  private static void assertControl(DiskLane lane) throws Exception {
    fill(lane);
    Files.delete(lane.ballast());
    lane.spool.fill(0);
    assertThat(lane.launch().waitFor(PATIENCE)).as(lane.output()).isEqualTo(74);
  }

  private static void fill(DiskLane lane) throws Exception {
    lane.start();
    await().atMost(PATIENCE).until(() -> Files.exists(lane.ballast()));
    lane.kill();
    lane.spool.fill(0);
  }
}
