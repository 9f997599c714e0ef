package ca.portage.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.pki.Tools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials names what ships, all of it and nothing else. */
class BillOfMaterialsIT {
  private static final Path BILL = Path.of("target/portage-sbom.json");

  @Test
  void itListsEveryShippedJarWithItsHash() throws IOException {
    Tools.require(Files.exists(BILL), BILL + " is missing; a build without -o makes it");
    JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
    TreeSet<String> listed = new TreeSet<>();
    for (JsonNode component : bill.get("components")) {
      listed.add(jar(component.get("purl").asText()));
      assertThat(component.at("/hashes").findValuesAsText("alg"))
          .as("%s", component.get("name"))
          .contains("SHA-256");
    }
    assertThat(listed).isEqualTo(shipped());
    assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
  }

  /** {@code pkg:maven/group/name@1.0?classifier=x&type=jar} is shipped as name-1.0-x.jar. */
  private static String jar(String purl) {
    String name = purl.substring(purl.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
    String classifier =
        purl.contains("classifier=") ? purl.replaceFirst(".*classifier=([^&]+).*", "-$1") : "";
    return name.replace('@', '-') + classifier + ".jar";
  }

  private static TreeSet<String> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/lib"))) {
      TreeSet<String> names = new TreeSet<>();
      files.map(file -> file.getFileName().toString()).forEach(names::add);
      return names;
    }
  }
}
