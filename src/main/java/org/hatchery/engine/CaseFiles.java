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
    if (caseNumber == null) {
      return Optional.empty();
    }
    List<CaseFile> holding = files.stream().filter(file -> file.holds(caseNumber)).toList();
    if (holding.size() > 1) {
      throw new IllegalStateException(caseNumber + " is held by " + holding.size() + " records");
    }
    return holding.stream().findFirst();
  }
}
