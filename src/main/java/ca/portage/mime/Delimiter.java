package ca.portage.mime;

/**
 * A line that may be a delimiter.
 *
 * @param lineStart offset of its first byte
 * @param next offset of the first byte after its line end
 * @param hyphens how many hyphens it starts with
 * @param closing whether it ends with two hyphens more
 * @param afterCr whether the line break before it is CRLF
 * @param end how the line itself ends
 */
record Delimiter(
    long lineStart, long next, int hyphens, boolean closing, boolean afterCr, LineEnd end) {

  /** How a delimiter line ends; the ordinal is the number of bytes. */
  enum LineEnd {
    NONE,
    LF,
    CRLF
  }

  /**
   * Where the part before this delimiter ends.
   *
   * @param style how the lines of this multipart end: where they end in LF, a CR before it is the
   *     last byte of a binary part
   */
  long partEnd(LineEnd style) {
    if (lineStart == 0) {
      return 0;
    }
    LineEnd own = end == LineEnd.NONE ? style : end;
    return lineStart - (afterCr && own != LineEnd.LF ? 2 : 1);
  }
}
