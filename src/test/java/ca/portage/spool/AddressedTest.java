package ca.portage.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many messages rest on is kept once, and is what its name says. */
class AddressedTest {
  private static final byte[] BYTES = "a certificate".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void aFileThatWasDamagedIsWrittenAnewByTheNextProcessThatUsesIt() throws Exception {
    Addressed first = new Addressed(folder.resolve("kept"), ".cer");
    String name = first.keep(BYTES);
    Files.writeString(first.file(name), "something else");
    first.keep(BYTES);
    assertThat(first.file(name))
        .as("control: looked at once a process")
        .hasContent("something else");
    new Addressed(folder.resolve("kept"), ".cer").keep(BYTES);
    assertThat(first.file(name)).hasBinaryContent(BYTES);
  }

  @Test
  void whatIsUsedAgainAndAgainIsEncodedOnce() throws Exception {
    Addressed kept = new Addressed(folder.resolve("kept"), ".crl");
    AtomicInteger encoded = new AtomicInteger();
    Object list = new Object();
    String name = kept.keep(BYTES);
    for (int i = 0; i < 10; i++) {
      assertThat(
              kept.keep(
                  list,
                  () -> {
                    encoded.incrementAndGet();
                    return BYTES.clone();
                  }))
          .isEqualTo(name);
    }
    assertThat(encoded).hasValue(1);
    for (int i = 0; i < 100; i++) {
      kept.keep(new Object(), BYTES::clone);
    }
    assertThat(kept.keep(list, BYTES::clone)).as("after it was forgotten").isEqualTo(name);
  }
}
