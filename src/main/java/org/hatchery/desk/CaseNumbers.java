package org.hatchery.desk;

import java.util.Optional;
import org.hatchery.engine.CaseFiles;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** From a number as people know it to the number of the case. */
@Component
class CaseNumbers {

  private final CaseFiles cases;
  private final Projects projects;

  CaseNumbers(CaseFiles cases, Projects projects) {
    this.cases = cases;
    this.projects = projects;
  }

  /** People also know a project by the number it has in the library. @return empty where no record has this number */
  Optional<String> of(String number) {
    return cases.of(number).isPresent() ? Optional.of(number) : projects.byNumber(number).map(Project::caseNumber);
  }
}
