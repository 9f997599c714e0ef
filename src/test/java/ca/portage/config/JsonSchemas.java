package ca.portage.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shipped JSON Schemas, and an independent reader of YAML to hold files against them. */
final class JsonSchemas {
  private JsonSchemas() {}

  static JsonNode schema(String name) throws IOException {
    return new ObjectMapper()
        .readTree(TestHome.SHIPPED.resolve("schema/" + name + ".schema.json").toFile());
  }

  static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile());
  }

  static Set<ValidationMessage> validate(String schema, Path file) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema(schema))
        .validate(yaml(file));
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
