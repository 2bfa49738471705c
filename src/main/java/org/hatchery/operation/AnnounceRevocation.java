package org.hatchery.operation;

import java.util.List;
import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.publicity.Notices;
import org.springframework.stereotype.Component;

/** Puts up the notice of a revocation, with its reason. */
@Component("announceRevocation")
class AnnounceRevocation implements Step {

  private final Brands brands;
  private final Renewals renewals;
  private final Projects projects;
  private final Notices notices;

  AnnounceRevocation(Brands brands, Renewals renewals, Projects projects, Notices notices) {
    this.brands = brands;
    this.renewals = renewals;
    this.projects = projects;
    this.notices = notices;
  }

  @Override
  public Outcome run(Work work) {
    Brands.Brand brand = brands.get(work.caseNumber());
    Renewal renewal = renewals.find(work.caseNumber(), brand.year()).orElseThrow();
    Project project = projects.get(work.caseNumber());
    String notice =
        notices.open(
            new Notices.NewNotice(
                Notices.Kind.REVOCATION,
                "志愿服务品牌“" + brand.name() + "”摘牌公示",
                project.centre(),
                List.of(
                    new Notices.Item(
                        work.caseNumber(),
                        project.title(),
                        brand.groupName(),
                        "品牌“" + brand.name() + "”摘牌，理由：" + renewal.reason(),
                        null,
                        null,
                        "")),
                Set.of(renewal.decidedBy())));
    return Outcome.of("announced", "品牌摘牌公示 " + notice);
  }
}
