package org.hatchery.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.operation.Application.Content;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.project.Documents;
import org.hatchery.project.Masking;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** What the forms of the brand show of an application. */
@Component
class ApplicationView {

  private final Applications applications;
  private final Requirements requirements;
  private final BrandNames names;
  private final Projects projects;
  private final Organisations organisations;
  private final People people;
  private final Documents documents;
  private final BrandFiles files;

  ApplicationView(
      Applications applications, Requirements requirements, BrandNames names, Projects projects,
      Organisations organisations, People people, Documents documents, BrandFiles files) {
    this.applications = applications;
    this.requirements = requirements;
    this.names = names;
    this.projects = projects;
    this.organisations = organisations;
    this.people = people;
    this.documents = documents;
    this.files = files;
  }

  /** Project, requirements, earlier versions with what was said of them, files in the 案卷. */
  Map<String, Object> common(String caseNumber) {
    Project project = projects.get(caseNumber);
    Map<String, Object> shown = new HashMap<>();
    shown.put(
        "projectRows",
        List.of(
            Map.of(
                "number", project.known(),
                "title", project.title(),
                "group", organisations.get(project.group()).name(),
                "area", project.area().label(),
                "admitted", project.admittedAt() == null ? "—" : WorkCalendar.DAY.format(project.admittedAt()))));
    shown.put(
        "requirementRows", requirements.of(caseNumber, applications.current(caseNumber).content()).rows());
    shown.put("versionRows", versions(caseNumber));
    shown.put(
        "documentRows",
        documents.of(caseNumber).stream()
            .map(document -> Map.of(
                "name", document.name(),
                "by", people.find(document.uploadedBy()).map(person -> person.name()).orElse("—"),
                "at", WorkCalendar.DAY.format(document.uploadedAt())))
            .toList());
    return shown;
  }

  private List<Map<String, String>> versions(String caseNumber) {
    return applications.of(caseNumber).stream()
        .filter(version -> version.state() != Application.State.DRAFT)
        .map(version -> Map.of(
            "version", "第 " + version.version() + " 版",
            "name", text(version.content().brandName()),
            "state", version.state().label(),
            "recommendation", text(version.recommendation()),
            "opinion", text(version.opinion())))
        .toList();
  }

  /** As {@link #common}, with what is applied for and the names near to it, for whoever decides. */
  Map<String, Object> handedIn(String caseNumber) {
    Content content = applications.current(caseNumber).content();
    Map<String, Object> shown = common(caseNumber);
    shown.put("versionRows", Masking.rows(versions(caseNumber)));
    shown.put("applicationRows", List.of(Map.of("item", "品牌名称", "text", text(content.brandName()))));
    shown.put("emblemLinks", files.links(caseNumber, content.emblem()));
    shown.put("standardLinks", files.links(caseNumber, content.serviceStandard()));
    shown.put("handbookLinks", files.links(caseNumber, content.handbook()));
    List<BrandNames.Near> near = names.near(caseNumber, content.brandName());
    shown.put("nearCount", near.size());
    shown.put(
        "nearRows",
        near.stream()
            .map(other -> {
              Project project = projects.get(other.caseNumber());
              return Map.of(
                  "name", other.name(),
                  "project", project.known() + " " + project.title(),
                  "group", organisations.get(project.group()).name());
            })
            .toList());
    return shown;
  }

  static String text(String text) {
    return text == null ? "" : text;
  }
}
