package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splitting what was joined gives the same parts, wherever the scanner's buffer ends. */
class SplitJoinTest {
  private static final String BOUNDARY = "Boundary-1.2";

  /** Bytes that tempt: hyphens, line breaks, pieces of the boundary. */
  private static byte[] tempting(Random random, int length) {
    byte[] alphabet = "-\r\nBoundary-1.2\u0000\u00ff".getBytes();
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = alphabet[random.nextInt(alphabet.length)];
    }
    return bytes;
  }

  private static void assertIdentity(List<byte[]> contents) throws Exception {
    Content joined = MultipartWriter.write(BOUNDARY, contents.stream().map(Content::of).toList());

    Parts parts = MultipartReader.parts(joined, BOUNDARY, MimeLimits.DEFAULT);

    assertThat(parts.closed()).isTrue();
    assertThat(parts.parts()).hasSameSizeAs(contents);
    for (int i = 0; i < contents.size(); i++) {
      assertThat(parts.parts().get(i).toBytes(1 << 20)).isEqualTo(contents.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void splitOfJoinIsTheIdentity(long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<byte[]> contents = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        contents.add(tempting(random, random.nextInt(400)));
      }
      assertIdentity(contents);
    }
  }

  @Test
  void aDelimiterMayLieOnTheBorderOfTheBuffer() throws Exception {
    for (int length = 65_536 - 2200; length < 65_536 + 100; length++) {
      assertIdentity(List.of(new byte[length], new byte[] {1}));
    }
  }

  @Test
  void aLongLineBeforeADelimiterMayFillTheBuffer() throws Exception {
    for (int length : new int[] {65_534, 65_535, 65_536, 131_072, 200_000}) {
      byte[] line = new byte[length];
      line[length - 1] = '\r';
      assertIdentity(List.of(line, line));
    }
  }
}
