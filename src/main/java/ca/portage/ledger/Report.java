package ca.portage.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts by name, each with one value or several, as one JSON object. Bytes are named by their
 * SHA-256; a report never holds payload.
 */
public final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<String>> facts;

  private Report(Map<String, List<String>> facts) {
    this.facts = facts;
  }

  /** Says nothing yet. */
  public static Report empty() {
    return new Report(Map.of());
  }

  /** The same, and a fact with one value. */
  public Report with(String name, String value) {
    return with(name, List.of(value));
  }

  /** The same, and a fact with any number of values. */
  public Report with(String name, List<String> values) {
    Map<String, List<String>> more = new LinkedHashMap<>(facts);
    more.put(name, List.copyOf(values));
    return new Report(more);
  }

  /** The value of a fact that has one. */
  public Optional<String> one(String name) {
    return all(name).size() == 1 ? Optional.of(all(name).get(0)) : Optional.empty();
  }

  /** The values of a fact; none if it is not there. */
  public List<String> all(String name) {
    return facts.getOrDefault(name, List.of());
  }

  /** One line of JSON: text for a single value, else an array. */
  public String json() {
    ObjectNode json = JSON.createObjectNode();
    facts.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            json.put(name, values.get(0));
          } else {
            ArrayNode array = json.putArray(name);
            values.forEach(array::add);
          }
        });
    return json.toString();
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  public static Report read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (!json.isObject()) {
        throw new IllegalArgumentException("This is no report: it is no JSON object");
      }
      Map<String, List<String>> facts = new LinkedHashMap<>();
      json.properties().forEach(f -> facts.put(f.getKey(), values(f.getValue())));
      return new Report(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no report: " + e.getOriginalMessage(), e);
    }
  }

  private static List<String> values(JsonNode value) {
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(v -> values.add(v.asText()));
    } else {
      values.add(value.asText());
    }
    return List.copyOf(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Report that && facts.equals(that.facts);
  }

  @Override
  public int hashCode() {
    return facts.hashCode();
  }

  @Override
  public String toString() {
    return json();
  }
}
