package org.hatchery.publicity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.CaseFiles;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.stereotype.Component;

/** Whose results a notice announces. */
@Component
class Concerned {

  private final CaseFiles caseFiles;
  private final Notices notices;
  private final People people;

  Concerned(CaseFiles caseFiles, Notices notices, People people) {
    this.caseFiles = caseFiles;
    this.notices = notices;
    this.people = people;
  }

  /** Code of the volunteer group of an announced case. */
  String group(String caseNumber) {
    CaseFile file = caseFiles.of(caseNumber).orElseThrow();
    return file.anchors(caseNumber).get("group");
  }

  /** Candidate group of the leaders of an announced case. */
  String leader(String caseNumber) {
    return people.group(group(caseNumber), Role.LEADER);
  }

  /** Candidate groups of the leaders, by case number, of all items that are not settled. */
  Map<String, String> leaders(String notice) {
    Map<String, String> leaders = new LinkedHashMap<>();
    notices.items(notice).stream()
        .filter(item -> item.state().equals("open"))
        .forEach(item -> leaders.put(item.item().caseNumber(), leader(item.item().caseNumber())));
    return leaders;
  }
}
