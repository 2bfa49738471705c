package org.hatchery.operation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The street recommends a brand, returns or refuses the application (DOMAIN.md, Branded operation, decision). */
@Component("recommendBrand")
class RecommendBrand implements HumanTask<RecommendBrand.Form> {

  private final Applications applications;
  private final ApplicationView view;
  private final NotGranted notGranted;
  private final Projects projects;

  RecommendBrand(Applications applications, ApplicationView view, NotGranted notGranted, Projects projects) {
    this.applications = applications;
    this.view = view;
    this.notGranted = notGranted;
    this.projects = projects;
  }

  /** @param decision {@code recommend}, {@code return} or {@code refuse} */
  record Form(@NotBlank String decision, @Size(max = 1000) String opinion) {}

  @Override
  public Map<String, Object> show(Work work) {
    return view.handedIn(work.caseNumber());
  }

  @Override
  public Outcome act(Work work, Form form) {
    projects.lock(work.caseNumber());
    Application application = applications.current(work.caseNumber());
    String name = application.content().brandName();
    switch (form.decision()) {
      case "recommend":
        applications.recommend(application, work.userId(), ApplicationView.text(form.opinion()));
        return Outcome.of("recommend", "推荐品牌“" + name + "”").because(form.opinion());
      case "return":
        notGranted.giveBack(application, work.userId(), form.opinion());
        return Outcome.of("return", "退回修改品牌申报").because(form.opinion());
      case "refuse":
        notGranted.refuse(application, work.userId(), form.opinion());
        return Outcome.of("refuse", "不推荐品牌“" + name + "”").because(form.opinion());
      default:
        throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    }
  }
}
