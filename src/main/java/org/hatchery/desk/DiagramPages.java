package org.hatchery.desk;

import java.security.Principal;
import java.util.List;
import org.hatchery.project.Timeline;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The diagram of a case with where it stands, for the viewer in the page. */
@RestController
class DiagramPages {

  private final CaseRights rights;
  private final CaseNumbers numbers;
  private final Timeline timeline;
  private final WhereItStands where;

  DiagramPages(CaseRights rights, CaseNumbers numbers, Timeline timeline, WhereItStands where) {
    this.rights = rights;
    this.numbers = numbers;
    this.timeline = timeline;
    this.where = where;
  }

  /** @param passed ids of passed elements @param flows ids of flows taken */
  record Drawn(
      String process, String name, boolean running, boolean silent, String xml, List<String> passed, List<String> flows,
      List<WhereItStands.Node> current) {}

  @GetMapping("/desk/cases/{number}/diagram")
  ResponseEntity<Drawn> diagram(
      @PathVariable String number, @RequestParam(defaultValue = WhereItStands.SPINE) String process, Principal me) {
    String caseNumber = numbers.of(number).orElseThrow(() -> status(HttpStatus.NOT_FOUND));
    CaseRights.View view = rights.of(caseNumber, me.getName()).orElseThrow(() -> status(HttpStatus.FORBIDDEN));
    return where.of(caseNumber, timeline.of(caseNumber), me.getName(), !view.everything()).stream()
        .filter(diagram -> diagram.key().equals(process))
        .findFirst()
        .map(this::drawn)
        .map(drawn -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(drawn))
        .orElseThrow(() -> status(HttpStatus.NOT_FOUND));
  }

  private Drawn drawn(WhereItStands.Diagram diagram) {
    return new Drawn(
        diagram.key(),
        diagram.name(),
        diagram.running(),
        diagram.silent(),
        where.xml(diagram.definition()),
        diagram.passed().stream().map(WhereItStands.Node::id).toList(),
        diagram.flows(),
        diagram.now());
  }

  private static ResponseStatusException status(HttpStatus status) {
    return new ResponseStatusException(status);
  }
}
