package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.portage.app.reload.ReloadOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long an order waits for the service. */
class ReloadRequestTest {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  @TempDir Path folder;

  private SampleHome sample;
  private final StringWriter out = new StringWriter();
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void fill() throws IOException {
    sample = new SampleHome(folder).withMessages();
  }

  @Test
  void whileTheServiceIsAtWorkTheOrderWaitsHoweverLongThatTakes() throws Exception {
    say("another", "WORKING", "at work");
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return request().send(ReloadOrder.What.CONFIG, "because");
              } catch (Failure | IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    // Asked once at the beginning, then whenever the patience is at its end.
    await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() >= 4);
    assertThat(answer).isNotDone();
    Path order = sample.home.spool().resolve("reload.order");
    say(new ObjectMapper().readTree(order.toFile()).path("id").asText(), "LOADED", "changed: cig");
    assertThat(answer.get()).isZero();
    assertThat(out.toString()).contains("in use: changed: cig");
  }

  @Test
  void aServiceThatSaysNothingIsNotWaitedForForEver() throws Exception {
    say("another", "LOADED", "as it stood at the start");

    assertThatThrownBy(() -> request().send(ReloadOrder.What.CONFIG, "because"))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.TEMPORARY));
  }

  private ReloadRequest request() {
    return new ReloadRequest(
        new Cli(folder).session(out, out),
        sample.home,
        PATIENCE,
        () -> asked.incrementAndGet() > 0);
  }

  private void say(String order, String outcome, String text) throws IOException {
    Path aside = Files.createTempFile(folder, "state", ".tmp");
    new ObjectMapper()
        .writeValue(
            aside.toFile(),
            Map.of(
                "at", "2026-03-02T14:00:00Z",
                "order", order,
                "outcome", outcome,
                "text", text));
    Files.move(
        aside,
        sample.home.spool().resolve("reload.state"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
