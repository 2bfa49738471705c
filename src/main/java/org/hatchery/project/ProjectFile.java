package org.hatchery.project;

import java.util.Map;
import java.util.Set;
import org.hatchery.engine.CaseFile;
import org.hatchery.organisation.Organisations;
import org.springframework.stereotype.Component;

/** Places a project in the tree. */
@Component
class ProjectFile implements CaseFile {

  private final Projects projects;
  private final Organisations organisations;

  ProjectFile(Projects projects, Organisations organisations) {
    this.projects = projects;
    this.organisations = organisations;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("SB");
  }

  @Override
  public boolean holds(String caseNumber) {
    return projects.find(caseNumber).isPresent();
  }

  @Override
  public Map<String, String> anchors(String caseNumber) {
    Project project = projects.get(caseNumber);
    return Map.of(
        "group", project.group(),
        "community", project.community(),
        "street", project.street(),
        "centre", project.centre(),
        "owner", project.owner());
  }

  @Override
  public Card card(String caseNumber) {
    Project project = projects.get(caseNumber);
    return new Card(
        project.title(), organisations.get(project.group()).name(), organisations.get(project.community()).name());
  }
}
