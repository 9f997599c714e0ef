package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged messages are read or malformed; nothing else ever comes out of a reader. */
class HostileBytesTest {
  @TempDir Path folder;

  @Test
  void damagedMessagesAreReadOrMalformed() throws Exception {
    Random random = new Random(20080301);
    byte[] sample = Samples.file("download-2008.bin").toBytes(1 << 20);
    byte[] spice = "-:;=\"\\/\r\n \u0000\u00ffMI0\u0080".getBytes("ISO-8859-1");
    int malformed = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = sample.clone();
      for (int i = random.nextInt(30); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = spice[random.nextInt(spice.length)];
      }
      malformed += readAll(Content.of(damaged)) ? 0 : 1;
    }
    assertThat(malformed).isBetween(1, 2999);
  }

  private boolean readAll(Content content) throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      Parts parts =
          MultipartReader.parts(
              content, "-----Boundary-519212206.960396072280@gateway", MimeLimits.DEFAULT);
      for (Content part : parts.parts()) {
        Entity entity = EntityReader.readUnsigned(part, MimeLimits.DEFAULT);
        entity.contentType();
        TransferEncoding.der(entity.body(), Optional.empty(), scratch);
      }
      return parts.closed();
    } catch (MalformedMimeException e) {
      return false;
    }
  }
}
