package org.hatchery.operation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The leader reports on a quarter (DOMAIN.md, Branded operation, regular operation). */
@Component("fileReport")
class FileReport implements HumanTask<FileReport.Form> {

  private final Brands brands;
  private final Quarters quarters;

  FileReport(Brands brands, Quarters quarters) {
    this.brands = brands;
    this.quarters = quarters;
  }

  /**
   * @param decision {@code submit} or {@code save}
   * @param hours of service, whole hours of all volunteers together
   * @param endWish the group wishes to end the operation at the renewal
   */
  record Form(
      @NotBlank String decision,
      @NotNull @Min(0) @Max(10000) Integer activities,
      @NotNull @Min(0) @Max(1000000) Integer hours,
      @NotNull @Min(0) @Max(10000000) Integer served,
      @NotBlank @Size(max = 3000) String summary,
      Boolean endWish) {}

  @Override
  public Map<String, Object> show(Work work) {
    Quarter quarter = quarters.current(work.caseNumber());
    Brands.Brand brand = brands.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put("quarterText", quarter.name());
    shown.put(
        "brandRows",
        List.of(Map.of("brand", brand.name(), "number", brand.number(), "group", brand.groupName())));
    shown.put("quarterRows", rows(quarters.of(work.caseNumber())));
    shown.put("activities", quarter.activities());
    shown.put("hours", quarter.hours());
    shown.put("served", quarter.served());
    shown.put("summary", ApplicationView.text(quarter.summary()));
    shown.put("endWish", quarter.endWish());
    return shown;
  }

  static List<Map<String, String>> rows(List<Quarter> quarters) {
    return quarters.stream()
        .map(quarter -> Map.of(
            "quarter", quarter.name(),
            "state", quarter.state(),
            "activities", number(quarter.activities()),
            "hours", number(quarter.hours()),
            "served", number(quarter.served()),
            "summary", ApplicationView.text(quarter.summary())))
        .toList();
  }

  private static String number(Integer number) {
    return number == null ? "—" : number.toString();
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(quarters.current(work.caseNumber()).dueAt());
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    Quarter quarter = quarters.current(work.caseNumber());
    if (keepsDraft(form)) {
      quarters.keep(quarter, form);
      return Outcome.silent("save");
    }
    if (!form.decision().equals("submit")) {
      throw new Refusal("请检查：“决定”没有这个选项，请重新选择。");
    }
    quarters.file(quarter, form, work.userId());
    return Outcome.of(
        "submit",
        quarter.name() + "报告：活动 " + form.activities() + " 次，服务 " + form.hours() + " 小时、" + form.served() + " 人次");
  }
}
