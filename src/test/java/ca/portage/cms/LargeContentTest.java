package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memory does not grow with the content: 200 MB through every operation in a heap of 64 MB. */
class LargeContentTest {
  private static final Logger LOG = LoggerFactory.getLogger(LargeContentTest.class);
  private static final long SIZE_BYTES = 200_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"preferred", "jdk"})
  void everyOperationRunsInLittleMemory(String providers) throws Exception {
    int exit = run("-Xmx64m", providers);

    assertThat(exit).as(output()).isZero();
    List<String> report = Files.readAllLines(folder.resolve("report"));
    LOG.info("200 MB in a heap of 64 MB: {}", String.join("; ", report));
    assertThat(report).hasSize(10);
    assertThat(Files.list(folder.resolve("work"))).isEmpty();
  }

  /**
   * The control: were the memory of the process not bounded, the test above would prove nothing.
   */
  @Test
  void theHeapIsReallyBounded() throws Exception {
    assertThat(run("-Xmx8m", "jdk")).isNotZero();
    assertThat(output()).contains("OutOfMemoryError");
  }

  private int run(String heap, String providers) throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Dportage.crypto=" + providers,
                "-cp",
                System.getProperty("java.class.path"),
                LargeContentProcess.class.getName(),
                large().toString(),
                work.toString(),
                folder.resolve("report").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the process does not end: " + output());
    }
    return process.exitValue();
  }

  private Path large() throws IOException {
    Path file = folder.resolve("large");
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] block = Samples.random(1_000_000);
      for (long written = 0; written < SIZE_BYTES; written += block.length) {
        out.write(block);
      }
    }
    return file;
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }
}
