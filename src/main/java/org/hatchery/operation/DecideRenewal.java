package org.hatchery.operation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.project.Masking;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The centre decides on the next year of a brand with signals (DOMAIN.md, Branded operation, follow-up). */
@Component("decideRenewal")
class DecideRenewal implements HumanTask<DecideRenewal.Form> {

  private final Brands brands;
  private final Renewals renewals;
  private final Quarters quarters;
  private final Projects projects;

  DecideRenewal(Brands brands, Renewals renewals, Quarters quarters, Projects projects) {
    this.brands = brands;
    this.renewals = renewals;
    this.quarters = quarters;
    this.projects = projects;
  }

  /**
   * @param decision {@code keep}, {@code watch}, {@code revoke} or {@code end}
   * @param stars 3, 4 or 5, with keep only
   */
  record Form(
      @NotBlank String decision,
      @Pattern(regexp = "[345]", message = "应为三星、四星或五星") String stars,
      @Size(max = 2000) String reason) {}

  @Override
  public Map<String, Object> show(Work work) {
    Brands.Brand brand = brands.get(work.caseNumber());
    Renewal renewal = renewal(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put(
        "brandRows",
        List.of(
            Map.of(
                "brand", brand.name(),
                "number", brand.number(),
                "group", brand.groupName(),
                "stars", brand.stars() == null ? "首次续评" : Renewal.stars(brand.stars()))));
    shown.put("yearText", String.valueOf(renewal.year()));
    shown.put("figuresText", renewal.figures());
    shown.put("proposedText", Renewal.stars(renewal.proposedStars()));
    shown.put("stars", String.valueOf(renewal.proposedStars()));
    shown.put("signalRows", renewal.signals().stream().map(signal -> Map.of("signal", signal)).toList());
    shown.put("quarterRows", Masking.rows(FileReport.rows(quarters.ofYear(work.caseNumber(), renewal.year()))));
    shown.put("earlierText", renewal.decision() == null ? "" : "上一次的决定因异议须重新作出");
    return shown;
  }

  @Override
  public Outcome act(Work work, Form form) {
    projects.lock(work.caseNumber());
    Renewal renewal = renewal(work.caseNumber());
    switch (form.decision()) {
      case "keep":
        if (form.stars() == null) {
          throw new Refusal("保留品牌时，请选择“星级”。");
        }
        int stars = Integer.parseInt(form.stars());
        if (stars != renewal.proposedStars() && form.reason() == null) {
          throw new Refusal("“星级”与按规则得出的" + Renewal.stars(renewal.proposedStars()) + "不同，请在“理由”里写明。");
        }
        renewals.decide(renewal, Renewal.Decision.KEEP, stars, form.reason(), work.userId());
        return said("keep", "保留品牌，" + Renewal.stars(stars), form, renewal);
      case "watch":
        demandReason(form);
        renewals.decide(renewal, Renewal.Decision.WATCH, null, form.reason(), work.userId());
        return said("watch", "保留品牌，观察一年", form, renewal);
      case "revoke":
        demandReason(form);
        renewals.decide(renewal, Renewal.Decision.REVOKE, null, form.reason(), work.userId());
        return said("revoke", "拟摘牌", form, renewal);
      case "end":
        demandReason(form);
        renewals.decide(renewal, Renewal.Decision.END, null, form.reason(), work.userId());
        return said("end", "应队伍要求结束品牌运营", form, renewal);
      default:
        throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    }
  }

  private static void demandReason(Form form) {
    if (form.reason() == null) {
      throw new Refusal("请填写“理由”；理由会告知队伍，摘牌的还会公示。");
    }
  }

  private static Outcome said(String code, String said, Form form, Renewal renewal) {
    return Outcome.of(code, said).because(form.reason()).byRule(renewal.rule());
  }

  private Renewal renewal(String caseNumber) {
    return renewals.find(caseNumber, brands.get(caseNumber).year()).orElseThrow();
  }
}
