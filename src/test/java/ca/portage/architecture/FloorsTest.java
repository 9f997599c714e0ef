package ca.portage.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FloorsTest {
  private static final String ROOT = "ca.portage.";

  /** The floor of each room; a room that is not here does not exist. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("config", 0),
          Map.entry("content", 0),
          Map.entry("crash", 0),
          Map.entry("logging", 0),
          Map.entry("cms", 1),
          Map.entry("mime", 1),
          Map.entry("pki", 1),
          Map.entry("spool", 1),
          Map.entry("ediint", 2),
          Map.entry("ledger", 2),
          Map.entry("care", 3),
          Map.entry("evidence", 3),
          Map.entry("gateway", 3),
          Map.entry("watch", 3),
          Map.entry("app", 4),
          Map.entry("simulator", 4),
          Map.entry("cli", 5));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ca.portage");

  @Test
  void everyClassLivesInARoom() {
    assertThat(CLASSES.stream().filter(c -> !c.getName().endsWith("package-info")))
        .isNotEmpty()
        .allSatisfy(c -> assertThat(FLOORS).containsKey(room(c)));
  }

  @Test
  void importsPointDownOnly() {
    classes().should(importDownOnly()).check(CLASSES);
  }

  @Test
  void theSimulatorKnowsNothingOfTheClient() {
    noClasses()
        .that()
        .resideInAPackage("ca.portage.simulator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ca.portage.gateway..", "ca.portage.app..", "ca.portage.watch..", "ca.portage.ledger..")
        .check(CLASSES);
  }

  @Test
  void nothingWritesFilesBehindTheSpoolsBack() {
    noClasses()
        .that()
        .resideInAnyPackage("ca.portage.gateway..", "ca.portage.ledger..", "ca.portage.ediint..")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "writes a file without force",
                call ->
                    call.getTargetOwner().isEquivalentTo(Files.class)
                        && List.of("write", "writeString", "newOutputStream", "copy", "move")
                            .contains(call.getName())))
        .check(CLASSES);
  }

  @Test
  void nothingReadsSerialisedObjectsOrOpensUrls() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.URLConnection")
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> folders =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(folders)
          .isNotEmpty()
          .allSatisfy(f -> assertThat(f.resolve("package-info.java")).exists());
    }
  }

  @Test
  void noFileGrowsPastOneSitting() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".java")))
          .isNotEmpty()
          .allSatisfy(f -> assertThat(Files.readAllLines(f).size()).as("%s", f).isLessThan(261));
    }
  }

  private static ArchCondition<JavaClass> importDownOnly() {
    return new ArchCondition<>("import only rooms of lower floors") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        from.getDirectDependenciesFromSelf().stream()
            .filter(d -> d.getTargetClass().getBaseComponentType().getName().startsWith(ROOT))
            .filter(d -> !allowed(room(from), room(d.getTargetClass().getBaseComponentType())))
            .forEach(d -> events.add(SimpleConditionEvent.violated(from, d.getDescription())));
      }
    };
  }

  private static boolean allowed(String from, String to) {
    return from.equals(to) || FLOORS.getOrDefault(from, -1) > FLOORS.getOrDefault(to, 99);
  }

  private static String room(JavaClass type) {
    String name = type.getName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? "" : rest.substring(0, dot);
  }
}
