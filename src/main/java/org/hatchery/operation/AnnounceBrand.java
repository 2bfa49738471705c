package org.hatchery.operation;

import java.util.List;
import java.util.Set;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.publicity.Notices;
import org.springframework.stereotype.Component;

/** Puts up the notice of the brand to be granted. */
@Component("announceBrand")
class AnnounceBrand implements Step {

  private final Applications applications;
  private final Projects projects;
  private final Organisations organisations;
  private final Notices notices;

  AnnounceBrand(Applications applications, Projects projects, Organisations organisations, Notices notices) {
    this.applications = applications;
    this.projects = projects;
    this.organisations = organisations;
    this.notices = notices;
  }

  @Override
  public Outcome run(Work work) {
    Project project = projects.get(work.caseNumber());
    Application application = applications.current(work.caseNumber());
    String name = application.content().brandName();
    String notice =
        notices.open(
            new Notices.NewNotice(
                Notices.Kind.BRAND,
                "志愿服务品牌“" + name + "”认定公示",
                City.of(organisations, project.street()).code(),
                List.of(
                    new Notices.Item(
                        work.caseNumber(),
                        project.title(),
                        organisations.get(project.group()).name(),
                        "认定为品牌“" + name + "”",
                        null,
                        null,
                        "")),
                Set.of(application.decidedBy())));
    return Outcome.of("announced", "品牌认定公示 " + notice);
  }
}
