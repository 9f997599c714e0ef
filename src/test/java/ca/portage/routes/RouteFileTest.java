package ca.portage.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A route file is documentation: an admin follows a message through it without opening Java. */
class RouteFileTest {
  /** Keys that hold a step's options rather than being a step. */
  private static final Set<String> STEP_LISTS = Set.of("steps", "doCatch", "when");

  static Stream<Path> routeFiles() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of("routes"))) {
      files = all.sorted().toList();
    }
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void everyRouteHasAnIdAndADescriptionOfOneLine(Path file) throws IOException {
    for (JsonNode item : read(file)) {
      JsonNode route = item.elements().next();
      assertThat(route.path("id").asText()).as("%s: %s", file, item).isNotEmpty();
      assertThat(route.path("description").asText())
          .as("description of %s", route.path("id"))
          .isNotEmpty()
          .doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void everyStepHasAnIdOfItsOwn(Path file) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode item : read(file)) {
      collect(item.elements().next(), ids, file);
    }
    assertThat(ids).isNotEmpty();
    assertThat(new HashSet<>(ids)).as("ids are unique in %s", file).hasSameSizeAs(ids);
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void noAddressAndNoTextIsMadeFromWhatAMessageHolds(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text)
        .doesNotContain("toD:")
        .doesNotContain("recipientList")
        .doesNotContain("enrich");
  }

  private static void collect(JsonNode node, List<String> ids, Path file) {
    if (node.has("from")) {
      JsonNode from = node.get("from");
      assertThat(from.path("id").asText()).as("from of %s", node.path("id")).isNotEmpty();
      ids.add(from.get("id").asText());
      collect(from, ids, file);
    }
    for (String list : STEP_LISTS) {
      for (JsonNode step : node.path(list)) {
        JsonNode definition = list.equals("steps") ? step.elements().next() : step;
        assertThat(definition.path("id").asText()).as("%s in %s", step, file).isNotEmpty();
        ids.add(definition.get("id").asText());
        collect(definition, ids, file);
      }
    }
  }

  private static List<JsonNode> read(Path file) throws IOException {
    JsonNode all = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    List<JsonNode> items = new ArrayList<>();
    all.forEach(items::add);
    assertThat(items).as("%s", file).isNotEmpty();
    return items;
  }
}
