package ca.portage.config;

import java.util.Map;
import java.util.Objects;

/**
 * What each HTTP status code means on each of the two URLs, as data, because the authority may
 * change it at any time (CIG E-15, L-13).
 *
 * @param submitted the codes of the submit URL
 * @param collected the codes of the collect URL
 * @param other every code that is not listed (CIG L-11)
 */
public record StatusTable(
    Map<Integer, Status> submitted, Map<Integer, Status> collected, Status other) {
  /** Copies both tables. */
  public StatusTable {
    submitted = Map.copyOf(submitted);
    collected = Map.copyOf(collected);
    Objects.requireNonNull(other);
  }

  /** The line for a code answered by the submit URL; never {@code DOWNLOAD} or {@code EMPTY}. */
  public Status submit(int code) {
    return submitted.getOrDefault(code, other).as(code);
  }

  /** The line for a code answered by the collect URL; never {@code ACCEPTED}. */
  public Status collect(int code) {
    return collected.getOrDefault(code, other).as(code);
  }
}
