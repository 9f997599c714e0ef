package ca.portage.mime;

import ca.portage.content.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Joins entities to a multipart body, in the strict form of RFC 2046 §5.1.1 (CIG F-08, F-11). */
public final class MultipartWriter {
  private MultipartWriter() {}

  /**
   * The body of a multipart as a view on its entities; no byte of them is copied or changed.
   *
   * @param boundary one that occurs in none of the entities, see {@link Boundary#occursIn}
   * @param entities header block, blank line and body of each part
   * @throws IllegalArgumentException if the boundary may not be written, or there is no entity
   */
  public static Content write(String boundary, List<Content> entities) {
    Boundary.checked(boundary);
    if (entities.isEmpty()) {
      throw new IllegalArgumentException("a multipart has at least one part");
    }
    List<Content> pieces = new ArrayList<>();
    String before = "--" + boundary + "\r\n";
    for (Content entity : entities) {
      pieces.add(ascii(before));
      pieces.add(entity);
      before = "\r\n--" + boundary + "\r\n";
    }
    pieces.add(ascii("\r\n--" + boundary + "--\r\n"));
    return Content.join(pieces.toArray(Content[]::new));
  }

  private static Content ascii(String text) {
    return Content.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
