package org.hatchery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds the rows of the house: a package may use rows below it, never above, never beside. */
@AnalyzeClasses(packages = "org.hatchery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** From above: faces, stages, shared steps, record, ground, engine, audit. */
  private static final List<Set<String>> ROWS =
      List.of(
          Set.of("desk", "portal", "demo"),
          Set.of("solicitation", "evaluation", "incubation", "review", "operation"),
          Set.of("publicity"),
          Set.of("project"),
          Set.of("organisation", "calendar", "notification"),
          Set.of("engine"),
          Set.of("audit"));

  @ArchTest
  static final ArchRule onlyTheEnginePackageKnowsTheEngineInternals =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.hatchery.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.camunda.bpm.engine.impl..");

  @ArchTest
  static void everyPackageStandsInARow(JavaClasses all) {
    Set<String> standing = ROWS.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    Set<String> found =
        all.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("org.hatchery."))
            .map(name -> name.substring("org.hatchery.".length()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(standing);
  }

  @ArchTest
  static void aPackageUsesOnlyRowsBelowIt(JavaClasses all) {
    List<String> below = new ArrayList<>();
    for (int row = ROWS.size() - 1; row >= 0; row--) {
      for (String name : ROWS.get(row)) {
        List<String> forbidden = new ArrayList<>();
        ROWS.stream()
            .flatMap(Set::stream)
            .filter(other -> !other.equals(name) && !below.contains(other))
            .forEach(other -> forbidden.add("org.hatchery." + other));
        noClasses()
            .that()
            .resideInAPackage("org.hatchery." + name)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new))
            .check(all);
      }
      below.addAll(ROWS.get(row));
    }
  }
}
