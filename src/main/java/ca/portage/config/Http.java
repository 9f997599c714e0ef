package ca.portage.config;

import java.util.Objects;

/**
 * How requests are spoken.
 *
 * @param version {@code 1.1} (CIG P-02) or {@code 1.0} (CIG E-02)
 */
public record Http(String version) {
  /** Refuses nothing but null. */
  public Http {
    Objects.requireNonNull(version);
  }
}
