package ca.portage.app.reload;

import java.util.Objects;

/**
 * An operator's order to a running service.
 *
 * @param id new with each order
 * @param what is to be taken into use
 * @param operator who, as the system knows them
 * @param reason why, in the operator's words
 */
public record ReloadOrder(String id, What what, String operator, String reason) {
  /** Which files. */
  public enum What {
    /** Channels, profiles, keys, certificates. */
    CONFIG,
    /** The routes. */
    ROUTES
  }

  /** Refuses null. */
  public ReloadOrder {
    Objects.requireNonNull(id);
    Objects.requireNonNull(what);
    Objects.requireNonNull(operator);
    Objects.requireNonNull(reason);
  }
}
