package ca.portage.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a multipart body by a second writing-down of RFC 2046 §5.1.1 that holds all of it in
 * memory: for one boundary, in the standard form.
 *
 * @param parts the text between delimiters, without the line break before the second
 * @param closed whether the closing delimiter is there
 * @param delimiters how many there are, the closing one included
 */
record WholeBodySplit(List<String> parts, boolean closed, int delimiters) {
  static final String BOUNDARY = "=_b";

  private static final Pattern DELIMITER =
      Pattern.compile("(?<=\\A|\\n)--" + BOUNDARY + "(--)?[ \\t]*+(\\r\\n|\\n|\\z)");

  static WholeBodySplit of(String body) {
    List<String> parts = new ArrayList<>();
    boolean closed = false;
    int delimiters = 0;
    int start = 0;
    boolean linesEndInLf = false;
    Matcher line = DELIMITER.matcher(body);
    while (!closed && line.find()) {
      if (line.end() - line.start() > DelimiterPattern.WINDOW_BYTES) {
        continue;
      }
      boolean ownLf = line.group(2).equals("\n");
      linesEndInLf = delimiters == 0 ? ownLf : linesEndInLf;
      boolean lf = line.group(2).isEmpty() ? linesEndInLf : ownLf;
      if (delimiters > 0) {
        int breakBytes = !lf && body.startsWith("\r\n", line.start() - 2) ? 2 : 1;
        parts.add(body.substring(start, Math.max(start, line.start() - breakBytes)));
      }
      start = line.end();
      delimiters++;
      closed = line.group(1) != null;
    }
    return new WholeBodySplit(parts, closed, delimiters);
  }
}
