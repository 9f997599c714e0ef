package ca.portage.mime;

import ca.portage.content.Content;
import ca.portage.mime.Delimiter.LineEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the parts of a multipart body in one pass over its bytes, whatever its size.
 *
 * <p>Parts may be binary (CIG Q-34); Content-Length is never used to cut (CIG ). The
 * delimiter is {@code --} and the boundary; where no such line occurs, the boundary with any other
 * number of leading hyphens, if only one number occurs (CIG Q-07).
 */
public final class MultipartReader {
  private MultipartReader() {}

  /**
   * The parts as views on {@code body}.
   *
   * @param body the body of the multipart, without its header block
   * @param boundary the boundary as declared
   * @throws MalformedMimeException if the boundary is unusable or ambiguous, or there are too many
   *     parts; a missing closing delimiter is no error but {@link Parts#partial}
   * @throws IOException if the body cannot be read
   */
  public static Parts parts(Content body, String boundary, MimeLimits limits)
      throws MalformedMimeException, IOException {
    return parts(body, boundary, limits, DelimiterScanner.BUFFER_BYTES);
  }

  /** The same with a buffer of another size, on which the parts do not depend. */
  static Parts parts(Content body, String boundary, MimeLimits limits, int bufferBytes)
      throws MalformedMimeException, IOException {
    return Guard.reading(
        "the multipart",
        () -> {
          DelimiterPattern pattern = new DelimiterPattern(boundary);
          DelimiterGroups groups = new DelimiterGroups(pattern, limits.maxParts());
          new DelimiterScanner(pattern, groups, bufferBytes).scan(body);
          return cut(body, groups.choose());
        });
  }

  private static Parts cut(Content body, List<Delimiter> lines) {
    if (lines.isEmpty()) {
      return new Parts(List.of(), false, Optional.empty(), Optional.empty());
    }
    LineEnd style = lines.get(0).end();
    List<Content> parts = new ArrayList<>(lines.size());
    for (int i = 1; i < lines.size(); i++) {
      long start = lines.get(i - 1).next();
      long end = Math.max(start, lines.get(i).partEnd(style));
      parts.add(body.slice(start, end - start));
    }
    boolean closed = DelimiterGroups.isClosed(lines);
    long rest = lines.get(lines.size() - 1).next();
    Optional<Content> after = rest < body.size() ? Optional.of(body.from(rest)) : Optional.empty();
    return closed
        ? new Parts(parts, true, Optional.empty(), after)
        : new Parts(parts, false, after, Optional.empty());
  }
}
