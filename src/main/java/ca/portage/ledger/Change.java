package ca.portage.ledger;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A state a message is to get, why, and the columns that change with it. */
final class Change {
  private final State state;
  private final String reason;
  private Set<State> origins = EnumSet.allOf(State.class);
  private final Map<String, Object> columns = new LinkedHashMap<>();

  private Change(State state, String reason) {
    this.state = state;
    this.reason = reason;
  }

  static Change to(State state, String reason) {
    return new Change(state, reason);
  }

  static Change to(State state) {
    return new Change(state, "");
  }

  /** Adds a column; its name is a constant of the code, its value is bound. */
  Change with(String column, Object value) {
    columns.put(column, value);
    return this;
  }

  /** Narrows where this step may start, where {@link Life} alone would let it start elsewhere. */
  Change only(State first, State... more) {
    origins = EnumSet.of(first, more);
    return this;
  }

  boolean from(State origin) {
    return origins.contains(origin);
  }

  State state() {
    return state;
  }

  String reason() {
    return reason;
  }

  Map<String, Object> columns() {
    return columns;
  }
}
