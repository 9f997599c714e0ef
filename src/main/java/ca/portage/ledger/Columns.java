package ca.portage.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A row by the names of its columns, as the journal and an export tell it. */
record Columns(Map<String, Object> values) {

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(Object::toString);
  }

  String required(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException("a row without " + name));
  }

  long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private Optional<Instant> instant(String name) {
    return values.get(name) instanceof Number millis
        ? Optional.of(Instant.ofEpochMilli(millis.longValue()))
        : Optional.empty();
  }

  private Instant requiredInstant(String name) {
    return instant(name)
        .orElseThrow(() -> new IllegalArgumentException("a row without the time " + name));
  }

  /**
   * The row of a message.
   *
   * @throws IllegalArgumentException if it is none
   */
  Message message() {
    return new Message(
        required("id"),
        required("channel"),
        Direction.valueOf(required("direction")),
        Kind.valueOf(required("kind")),
        State.valueOf(required("state")),
        text("file"),
        text("message_id"),
        text("mic"),
        (int) number("attempts"),
        number("size_bytes"),
        requiredInstant("created"),
        requiredInstant("updated"),
        instant("due"),
        text("reason"),
        text("sha256"),
        text("reference"),
        text("related"),
        text("download"),
        (int) number("part"),
        text("temporary"),
        text("final_name"));
  }

  /** What the row of a message says of its wire bytes. */
  Optional<Wire> wire() {
    return text("wire_sha256").map(sha256 -> new Wire(sha256, number("wire_bytes")));
  }

  /**
   * A row of evidence.
   *
   * @throws IllegalArgumentException if it is none
   */
  Evidence evidence() {
    try {
      return new Evidence(
          required("id"),
          Evidence.Step.valueOf(required("step")),
          requiredInstant("at"),
          text("about"),
          Report.read(required("report")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a row of evidence without its time", e);
    }
  }
}
