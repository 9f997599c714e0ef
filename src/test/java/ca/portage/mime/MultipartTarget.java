package ca.portage.mime;

import ca.portage.content.Content;
import ca.portage.fuzz.Expected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * T2. The first line is the declared boundary; of the two bytes after it the first is the size of
 * the chunks in which the body comes, the second the size of the window that passes over it. The
 * parts must depend on neither, and lie one after the other.
 */
public final class MultipartTarget {
  private static final int HEAD_BYTES = 2;

  private MultipartTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    int line = 0;
    while (line < input.length && input[line] != '\n') {
      line++;
    }
    int start = line + 1 + HEAD_BYTES;
    if (start > input.length) {
      return;
    }
    String boundary = new String(input, 0, line, StandardCharsets.ISO_8859_1);
    byte[] body = Arrays.copyOfRange(input, start, input.length);
    Dribble dribble = new Dribble(body, 1 + (input[line + 1] & 0xff));
    // From the smallest window there may be to some 2 KiB more.
    int window = DelimiterScanner.MIN_BUFFER_BYTES + (input[line + 2] & 0xff) * 8;
    try {
      Parts whole = MultipartReader.parts(dribble, boundary, MimeLimits.DEFAULT);
      List<Dribble> ranges = ranges(whole);
      inOrder(ranges, body.length);
      Parts windowed = MultipartReader.parts(dribble, boundary, MimeLimits.DEFAULT, window);
      if (whole.closed() != windowed.closed() || !ranges.equals(ranges(windowed))) {
        throw new AssertionError("a window of " + window + " bytes changes the parts");
      }
    } catch (MalformedMimeException refused) {
      Expected.refusal(refused);
    }
  }

  /** All that was cut out, in the order in which it should lie. */
  private static List<Dribble> ranges(Parts parts) {
    if (parts.closed() && parts.partial().isPresent()) {
      throw new AssertionError("closed, and yet a part is partial");
    }
    List<Content> all = new ArrayList<>(parts.parts());
    parts.partial().ifPresent(all::add);
    parts.epilogue().ifPresent(all::add);
    return all.stream().map(Dribble.class::cast).toList();
  }

  private static void inOrder(List<Dribble> ranges, int bodyBytes) {
    int end = 0;
    for (Dribble range : ranges) {
      if (range.offset() < end || range.end() > bodyBytes) {
        throw new AssertionError("parts overlap, or lie outside the body: " + ranges.size());
      }
      end = range.end();
    }
  }
}
