package org.hatchery.operation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.operation.Application.Content;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The leader applies for a brand (DOMAIN.md, Branded operation, application). */
@Component("applyBrand")
class ApplyBrand implements HumanTask<ApplyBrand.Form> {

  private final Applications applications;
  private final ApplicationView view;
  private final Requirements requirements;
  private final BrandNames names;
  private final BrandFiles files;
  private final Projects projects;

  ApplyBrand(
      Applications applications, ApplicationView view, Requirements requirements, BrandNames names, BrandFiles files,
      Projects projects) {
    this.applications = applications;
    this.view = view;
    this.requirements = requirements;
    this.names = names;
    this.files = files;
    this.projects = projects;
  }

  /**
   * @param decision {@code submit}, {@code save} or {@code decline}
   * @param emblem ids of documents of the case, as the next two
   */
  record Form(
      @NotBlank String decision,
      @Size(max = 30) String brandName,
      @Size(max = 5) List<String> emblem,
      @Size(max = 5) List<String> serviceStandard,
      @Size(max = 5) List<String> handbook,
      @Size(max = 500) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Map<String, Object> shown = view.common(work.caseNumber());
    Content content = applications.current(work.caseNumber()).content();
    shown.put("brandName", ApplicationView.text(content.brandName()));
    shown.put("emblemOptions", files.options(work.caseNumber(), BrandFiles.PICTURES));
    shown.put("textOptions", files.options(work.caseNumber(), BrandFiles.TEXTS));
    shown.put("emblem", content.emblem());
    shown.put("serviceStandard", content.serviceStandard());
    shown.put("handbook", content.handbook());
    return shown;
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    projects.lock(work.caseNumber());
    Application draft = applications.current(work.caseNumber());
    Content content = new Content(form.brandName(), form.emblem(), form.serviceStandard(), form.handbook());
    files.check(work.caseNumber(), content);
    switch (form.decision()) {
      case "save":
        applications.keep(draft, content);
        return Outcome.silent("save");
      case "decline":
        applications.keep(draft, content);
        String why = form.reason() == null ? "队伍放弃申报" : "队伍放弃申报：" + form.reason();
        applications.decide(draft, Application.State.DECLINED, work.userId(), why);
        return Outcome.of("decline", "放弃申报品牌").because(ApplicationView.text(form.reason()));
      case "submit":
        return submit(work, draft, content);
      default:
        throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    }
  }

  private Outcome submit(Work work, Application draft, Content content) {
    if (content.brandName() == null) {
      throw new Refusal("请填写“品牌名称”。");
    }
    Requirements.Answer answer = requirements.of(work.caseNumber(), content);
    List<String> missing = answer.missing();
    if (!missing.isEmpty()) {
      throw new Refusal("还不能提交：" + String.join("；", missing) + "。可以先选“保存，以后再填”。");
    }
    names.hold(work.caseNumber(), content.brandName());
    applications.handIn(draft, content, work.userId(), answer.said());
    return Outcome.of("submit", "申报品牌“" + content.brandName() + "”，第 " + draft.version() + " 版").byRule(answer.said());
  }
}
