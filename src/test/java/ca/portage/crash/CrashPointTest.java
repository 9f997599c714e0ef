package ca.portage.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrashPointTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ca.portage");

  @Test
  void everyPointIsReachedAtExactlyOnePlaceOfTheCode() {
    assertThat(units().flatMap(unit -> reached(unit).stream()))
        .containsExactlyInAnyOrder(
            Arrays.stream(CrashPoint.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void aMethodsAnnotationNamesThePointsItReachesAndNoOther() {
    assertThat(units().filter(unit -> !named(unit).isEmpty() || !reached(unit).isEmpty()))
        .isNotEmpty()
        .allSatisfy(
            unit ->
                assertThat(named(unit))
                    .as(unit.getFullName())
                    .containsExactlyInAnyOrderElementsOf(reached(unit)));
  }

  @Test
  void thereIsAPointForEveryDurableStepOfTheStateMachine() {
    assertThat(CrashPoint.values().length).isGreaterThanOrEqualTo(24);
  }

  @Test
  void nothingIsArmedUnlessTheProcessIsTold() {
    assertThat(System.getProperty(ArmedFault.PROPERTY)).isNull();
    assertThat(ArmedFault.POINT).isNull();
    for (CrashPoint point : CrashPoint.values()) {
      point.reached();
    }
  }

  @Test
  void theFaultIsReadFromOneProperty() {
    ArmedFault.Spec spec = ArmedFault.Spec.read("memory:PACK_COMMITTED:3");
    assertThat(spec.action()).isEqualTo(ArmedFault.Action.MEMORY);
    assertThat(spec.point()).isEqualTo(CrashPoint.PACK_COMMITTED);
    assertThat(spec.time()).isEqualTo(3);
    assertThat(ArmedFault.Spec.read("halt:PACK_COMMITTED").time()).isEqualTo(1);
  }

  @Test
  void aMistypedFaultIsRefusedWithTheNamesThatExist() {
    for (String wrong :
        List.of("halt", "halt:NOWHERE", "burn:PACK_COMMITTED", "halt:FILE_NAMED:x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ArmedFault.Spec.read(wrong))
          .withMessageContaining(wrong)
          .withMessageContaining("PACK_COMMITTED");
    }
  }

  private static Stream<JavaCodeUnit> units() {
    return CLASSES.stream()
        .filter(c -> !c.isEquivalentTo(CrashPoint.class))
        .flatMap(c -> c.getCodeUnits().stream());
  }

  private static List<String> reached(JavaCodeUnit unit) {
    return unit.getFieldAccesses().stream()
        .filter(access -> access.getTargetOwner().isEquivalentTo(CrashPoint.class))
        .map(access -> access.getTarget().getName())
        .toList();
  }

  private static List<String> named(JavaCodeUnit unit) {
    return unit.tryGetAnnotationOfType(DurableSteps.class).stream()
        .flatMap(steps -> Arrays.stream(steps.value()))
        .map(Enum::name)
        .toList();
  }
}
