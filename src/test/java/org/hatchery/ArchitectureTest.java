package org.hatchery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the rows of the house: a package may use rows below it, never above, never beside. */
@AnalyzeClasses(packages = "org.hatchery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheEnginePackageKnowsTheEngineInternals =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.hatchery.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.camunda.bpm.engine.impl..");
}
