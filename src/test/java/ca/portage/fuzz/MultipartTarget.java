package ca.portage.fuzz;

import ca.portage.content.Content;
import ca.portage.mime.MalformedMimeException;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.MultipartReader;
import ca.portage.mime.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * T2. The first line is the declared boundary, the second byte after it the size of the chunks in
 * which the body comes; the parts must not depend on it.
 */
public final class MultipartTarget {
  private MultipartTarget() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    int line = 0;
    while (line < input.length && input[line] != '\n') {
      line++;
    }
    if (line + 2 > input.length) {
      return;
    }
    String boundary = new String(input, 0, line, StandardCharsets.ISO_8859_1);
    int chunk = 1 + (input[line + 1] & 0xff);
    byte[] body = Arrays.copyOfRange(input, line + 2, input.length);
    try {
      Parts whole = MultipartReader.parts(Content.of(body), boundary, MimeLimits.DEFAULT);
      check(body, whole);
      same(whole, MultipartReader.parts(new Dribble(body, chunk), boundary, MimeLimits.DEFAULT));
    } catch (MalformedMimeException refused) {
      Expected.refusal(refused);
    }
  }

  private static void check(byte[] body, Parts parts) {
    long sum = parts.parts().stream().mapToLong(Content::size).sum();
    if (sum > body.length) {
      throw new AssertionError("the parts have " + sum + " of " + body.length + " bytes");
    }
    if (parts.closed() && parts.partial().isPresent()) {
      throw new AssertionError("closed, and yet a part is partial");
    }
  }

  private static void same(Parts one, Parts other) throws IOException {
    if (one.closed() != other.closed() || one.parts().size() != other.parts().size()) {
      throw new AssertionError("the chunks change the parts: " + one + " and " + other);
    }
    for (int i = 0; i < one.parts().size(); i++) {
      if (!Arrays.equals(
          one.parts().get(i).toBytes(1 << 20), other.parts().get(i).toBytes(1 << 20))) {
        throw new AssertionError("the chunks change part " + i);
      }
    }
  }
}
