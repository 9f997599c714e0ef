package ca.portage.harness;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An error ends the work on one message; pick-up, sending and polling live on. Controls: {@code
 * RouteGuardTest} for the nodes, and a start without the marks for the file that ends the process.
 */
class ErrorsIT {
  private static Summary summary;

  @TempDir Path folder;

  @BeforeAll
  static void begin() {
    summary = new Summary("errors");
  }

  @AfterAll
  static void end() throws Exception {
    summary.write();
  }

  @Test
  void anErrorAtAnyNodeOfTheRoutesIsThatOneMessagesAndNothingIsLost() throws Exception {
    NodeErrors.run(folder, summary);
  }

  @Test
  void aFileThatFillsTheHeapEndsTheProcessThreeTimesAndIsThenHeldAndTheOthersGoOn()
      throws Exception {
    DeadlyFile.run(folder, summary);
  }
}
