package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of 200 MB is found in a process that may use 64 MB. */
class LargePartTest {
  private static final int MEGABYTES = 200;

  @TempDir Path folder;

  /** What the small process runs: prints the sizes of the parts of the file it is given. */
  static final class Reader {
    private Reader() {}

    public static void main(String[] args) throws Exception {
      long start = System.nanoTime();
      Parts parts =
          MultipartReader.parts(
              Content.of(Path.of(args[0])), "-----Boundary-1@gateway", MimeLimits.DEFAULT);
      Files.writeString(
          Path.of(args[1]),
          parts.parts().stream().map(Content::size).toList()
              + " "
              + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  @Test
  void aPartLargerThanTheHeapIsFound() throws Exception {
    Path body = folder.resolve("body");
    byte[] megabyte = new byte[1 << 20];
    new Random(200).nextBytes(megabyte);
    try (OutputStream out = Files.newOutputStream(body)) {
      out.write("-----Boundary-1@gateway\r\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < MEGABYTES; i++) {
        out.write(megabyte);
      }
      out.write("\r\n-----Boundary-1@gateway--\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    Path result = folder.resolve("result");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName(),
            body.toString(),
            result.toString());

    Process process = new ProcessBuilder(command).inheritIO().start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(result)).startsWith("[" + MEGABYTES * (1 << 20) + "] ");
  }
}
