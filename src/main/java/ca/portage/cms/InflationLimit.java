package ca.portage.cms;

/**
 * How far a compressed message may be inflated (reliability E13).
 *
 * @param maxBytes the most bytes that may come out
 * @param maxRatio the most bytes that may come out for one that went in; up to 1 MiB any may
 */
public record InflationLimit(long maxBytes, int maxRatio) {
  private static final long HARMLESS_BYTES = 1 << 20;

  /**
   * Refuses limits that allow nothing.
   *
   * @throws IllegalArgumentException if one of them is below 1
   */
  public InflationLimit {
    if (maxBytes < 1 || maxRatio < 1) {
      throw new IllegalArgumentException("an inflation limit below 1");
    }
  }

  /** The most bytes that may come out of a message of that size. */
  long bytesFor(long compressedBytes) {
    long byRatio = compressedBytes > maxBytes / maxRatio ? maxBytes : compressedBytes * maxRatio;
    return Math.min(maxBytes, Math.max(HARMLESS_BYTES, byRatio));
  }
}
