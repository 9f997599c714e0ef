package ca.portage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.portage.ledger.Direction;
import ca.portage.ledger.Kind;
import ca.portage.ledger.Message;
import ca.portage.ledger.State;
import ca.portage.simulator.GatewayForm;
import ca.portage.simulator.ReceivedInterchange;
import ca.portage.simulator.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job: a file out, its receipt in; a reply in, our receipt out. */
class MainJobTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(GatewayForm.class)
  void everyFileIsProvedReceivedAndEveryReplyIsDeliveredAndAnswered(GatewayForm form)
      throws Exception {
    try (RunningHome home = new RunningHome(folder, form).start()) {
      List<String> names = Samples.names();
      for (String name : names) {
        home.drop(name);
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> {
                assertThat(home.messages(Direction.OUT, Kind.INTERCHANGE))
                    .hasSize(names.size())
                    .extracting(Message::state)
                    .containsOnly(State.DONE);
                assertThat(home.messages(Direction.IN, Kind.INTERCHANGE))
                    .hasSize(names.size())
                    .extracting(Message::state)
                    .containsOnly(State.CLOSED);
              });
      assertThat(home.gateway().interchanges()).hasSize(names.size());
      assertThat(home.messages(Direction.OUT, Kind.RECEIPT))
          .hasSize(names.size())
          .extracting(Message::state)
          .containsOnly(State.DONE);
      assertThat(home.delivered()).hasSize(names.size());
      assertThat(home.ledger().alerts(10)).isEmpty();
      assertThat(home.gateway().interchanges())
          .extracting(ReceivedInterchange::messageId)
          .doesNotHaveDuplicates();
      await().untilAsserted(() -> assertThat(underWork(home)).isEmpty());
    }
  }

  /**
   * The disk watch proves that the folder takes a file, so one of its own may be there a moment.
   */
  private static List<Path> underWork(RunningHome home) throws IOException {
    try (Stream<Path> files = Files.list(home.home().root().resolve("spool/work"))) {
      return files.toList();
    }
  }
}
