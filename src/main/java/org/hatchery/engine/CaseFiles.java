package org.hatchery.engine;

import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Which record keeps a case. */
@Component
public class CaseFiles {

  private final ObjectProvider<CaseFile> files;

  CaseFiles(ObjectProvider<CaseFile> files) {
    this.files = files;
  }

  /** @return the record that holds the case; empty where none does */
  public Optional<CaseFile> of(String caseNumber) {
    List<CaseFile> holding = ofKind(caseNumber).stream().filter(file -> file.holds(caseNumber)).toList();
    if (holding.size() > 1) {
      throw new IllegalStateException(caseNumber + " is held by " + holding.size() + " records");
    }
    return holding.stream().findFirst();
  }

  /** As {@link #of}, for a case that has an instance: where its number tells the record, no record is asked. */
  public Optional<CaseFile> ofInstance(String caseNumber) {
    List<CaseFile> ofKind = ofKind(caseNumber);
    return ofKind.size() == 1 ? Optional.of(ofKind.get(0)) : of(caseNumber);
  }

  private List<CaseFile> ofKind(String caseNumber) {
    if (caseNumber == null) {
      return List.of();
    }
    String kind = caseNumber.substring(0, Math.max(0, caseNumber.indexOf('-')));
    return files.stream().filter(file -> file.kinds().contains(kind)).toList();
  }
}
