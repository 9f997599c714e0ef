package ca.portage.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The fields of a JSON object as text. */
record Fields(JsonNode json) {

  Optional<String> text(String name) {
    JsonNode value = json.path(name);
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  String required(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException("it has no " + name));
  }
}
