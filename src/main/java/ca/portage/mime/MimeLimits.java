package ca.portage.mime;

/**
 * How much structure a reader accepts before it calls a message malformed. Content has no limit,
 * and depth needs none: no reader looks into a multipart that stands in another.
 *
 * @param maxHeaderBytes the longest header block, in bytes with its blank line
 * @param maxHeaders the most header fields of one block
 * @param maxParts the most parts of one multipart
 */
public record MimeLimits(int maxHeaderBytes, int maxHeaders, int maxParts) {

  /** 64 KiB of header, 500 fields, 20 000 parts. */
  public static final MimeLimits DEFAULT = new MimeLimits(64 * 1024, 500, 20_000);

  /** Refuses a limit below one. */
  public MimeLimits {
    if (maxHeaderBytes < 1 || maxHeaders < 1 || maxParts < 1) {
      throw new IllegalArgumentException("a MIME limit below 1 would refuse every message");
    }
  }
}
