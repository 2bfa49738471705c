package org.hatchery.solicitation;

import java.util.stream.Collectors;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Area;
import org.hatchery.project.Lane;
import org.hatchery.project.NewProject;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** Hands the proposal over to the spine, where its evaluation begins. */
@Component("enterEvaluation")
class EnterEvaluation implements Step {

  private final Proposals proposals;
  private final Calls calls;
  private final Projects projects;
  private final Organisations organisations;

  EnterEvaluation(Proposals proposals, Calls calls, Projects projects, Organisations organisations) {
    this.proposals = proposals;
    this.calls = calls;
    this.projects = projects;
    this.organisations = organisations;
  }

  /** Only now, after the closing: before it nobody learns who else wants the same need. */
  private String bidding(Proposal proposal) {
    return proposal.paper().needs().stream()
        .map(need -> bidding(need, proposals.answering(proposal.call(), need) - 1))
        .collect(Collectors.joining());
  }

  private static String bidding(String need, int others) {
    return others > 0 ? "；需求 " + need + " 另有 " + others + " 份申报竞标，一并评估" : "";
  }

  @Override
  public Outcome run(Work work) {
    Proposal proposal = proposals.get(work.caseNumber());
    Paper paper = proposal.paper();
    String community = proposals.community(proposal.group());
    String street = organisations.at(community, Level.STREET).map(Organisation::code).orElse(community);
    proposals.end(work.caseNumber(), Proposal.Status.HANDED_OVER);
    projects.open(
        new NewProject(
            work.caseNumber(),
            proposal.title(),
            proposal.group(),
            community,
            street,
            organisations.centreOf(community).map(Organisation::code).orElse(street),
            calls.get(proposal.call()).owner(),
            proposal.call(),
            paper.parentNumber(),
            Area.of(paper.area()).orElseThrow(),
            Lane.of(paper.lane()),
            paper.dossier(),
            proposal.writtenBy()));
    return Outcome.of("entered", "进入评估，榜单 " + proposal.call() + bidding(proposal));
  }
}
