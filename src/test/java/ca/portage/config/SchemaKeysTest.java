package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the schemas that editors read against the loader that decides: same blocks, same keys, same
 * required keys, same defaults.
 */
class SchemaKeysTest {
  private static final Pattern UNKNOWN =
      Pattern.compile("unknown key 'zzzzzzzzzzzz'(?: in '([^']+)')?\\. Allowed here: (.*)");
  private static final Pattern MISSING = Pattern.compile("the key '([^']+)' is missing");

  @TempDir Path folder;

  @Test
  void aChannelHasTheKeysOfItsSchema() throws Exception {
    JsonNode schema = JsonSchemas.schema("channel");
    String every = everyKey(schema);
    TestHome home = new TestHome(folder).channel("x", every);
    assertThat(allowed(home.problems())).isEqualTo(keys(schema));
  }

  @Test
  void aProfileHasTheKeysOfItsSchema() throws Exception {
    JsonNode schema = JsonSchemas.schema("profile");
    TestHome home = new TestHome(folder).profile("x", everyKey(schema));
    assertThat(allowed(home.problems())).isEqualTo(keys(schema));
  }

  @Test
  void bothDemandTheSameKeysOfAChannel() throws Exception {
    JsonNode schema = JsonSchemas.schema("channel");
    TestHome home =
        new TestHome(folder).channel("x", "identity: {}\ngateway: {}\ndirectory: {}\ncmp: {}\n");
    TreeSet<String> required = required(schema, "");
    required.addAll(words(schema.at("/else/required")));
    required.removeAll(List.of("identity", "gateway"));
    assertThat(missing(home.problems())).isEqualTo(required);
  }

  @Test
  void bothDemandTheSameKeysOfAProfile() throws Exception {
    JsonNode schema = JsonSchemas.schema("profile");
    String text = "headers: {}\nrequest: {}\nstatus: {other: {}}\n";
    TreeSet<String> required = required(schema, "");
    required.removeAll(List.of("headers", "request", "status", "status.other"));
    assertThat(missing(new TestHome(folder).profile("x", text).problems())).isEqualTo(required);
    assertThat(missing(new TestHome(folder.resolve("2")).profile("x", "http: {}").problems()))
        .containsExactly("headers", "request", "status");
  }

  @Test
  void theDefaultsOfTheSchemasAreThoseOfTheLoader() throws Exception {
    String spelt = TestHome.SMALLEST_PROFILE + defaults(JsonSchemas.schema("profile"));
    TestHome home = new TestHome(folder).profile("x", TestHome.SMALLEST_PROFILE);
    Profile left = home.loader().profile("x");
    assertThat(home.profile("x", spelt.replace("description: \"\"\n", "")).loader().profile("x"))
        .isEqualTo(left);

    JsonNode channel = JsonSchemas.schema("channel");
    home.channel("x", TestHome.SMALLEST_CHANNEL);
    Channel small = home.loader().channel("x");
    String more = defaults(channel).replaceAll("(?s)identity:.*", "");
    assertThat(more).contains("enabled", "poll", "quiet", "interchange");
    home.channel("x", TestHome.SMALLEST_CHANNEL + more);
    assertThat(home.loader().channel("x")).isEqualTo(small);
    assertThat(channel.at("/properties/identity/properties/password/default").asText())
        .isEqualTo("prompt");
  }

  /** A file with every block of the schema, and in each block a key nobody knows. */
  private static String everyKey(JsonNode schema) throws Exception {
    return new YAMLMapper().writeValueAsString(blocks(schema));
  }

  private static ObjectNode blocks(JsonNode schema) {
    ObjectNode block = new YAMLMapper().createObjectNode();
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      if (property.getValue().has("properties")) {
        block.set(property.getKey(), blocks(property.getValue()));
      }
    }
    return block.put("zzzzzzzzzzzz", "x");
  }

  private static Map<String, List<String>> keys(JsonNode schema) {
    Map<String, List<String>> keys = new TreeMap<>();
    collect("", schema, keys);
    return keys;
  }

  private static void collect(String path, JsonNode schema, Map<String, List<String>> keys) {
    keys.put(path, JsonSchemas.names(schema.get("properties")).stream().sorted().toList());
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      if (property.getValue().has("properties")) {
        collect(join(path, property.getKey()), property.getValue(), keys);
      }
    }
  }

  private static Map<String, List<String>> allowed(List<String> problems) {
    Map<String, List<String>> keys = new TreeMap<>();
    for (String problem : problems) {
      Matcher unknown = UNKNOWN.matcher(problem);
      if (unknown.find()) {
        String path = unknown.group(1) == null ? "" : unknown.group(1);
        keys.put(path, List.of(unknown.group(2).split(", ")));
      }
    }
    return keys;
  }

  private static TreeSet<String> missing(List<String> problems) {
    TreeSet<String> keys = new TreeSet<>();
    for (String problem : problems) {
      Matcher missing = MISSING.matcher(problem);
      if (missing.find()) {
        keys.add(missing.group(1));
      }
    }
    return keys;
  }

  private static TreeSet<String> required(JsonNode schema, String path) {
    TreeSet<String> keys = new TreeSet<>();
    words(schema.path("required")).forEach(k -> keys.add(join(path, k)));
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      if (property.getValue().has("properties")) {
        keys.addAll(required(property.getValue(), join(path, property.getKey())));
      }
    }
    return keys;
  }

  /** The schema's defaults as a file, without blocks that have none. */
  private static String defaults(JsonNode schema) throws Exception {
    ObjectNode block = defaultsOf(schema);
    return block.isEmpty() ? "" : new YAMLMapper().writeValueAsString(block).replace("---\n", "");
  }

  private static ObjectNode defaultsOf(JsonNode schema) {
    ObjectNode block = new YAMLMapper().createObjectNode();
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      if (property.getValue().has("default")) {
        block.set(property.getKey(), property.getValue().get("default"));
      } else if (property.getValue().has("properties")) {
        ObjectNode inner = defaultsOf(property.getValue());
        if (!inner.isEmpty()) {
          block.set(property.getKey(), inner);
        }
      }
    }
    return block;
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
