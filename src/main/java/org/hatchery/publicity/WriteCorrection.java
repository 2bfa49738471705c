package org.hatchery.publicity;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The clerk writes what is to stand instead of a slip; score and result are not for a clerk to correct. */
@Component("writeCorrection")
class WriteCorrection implements HumanTask<WriteCorrection.Form> {

  private final Corrections corrections;
  private final Notices notices;

  WriteCorrection(Corrections corrections, Notices notices) {
    this.corrections = corrections;
    this.notices = notices;
  }

  /** @param amount yuan, two decimals */
  record Form(
      String item,
      @Size(max = 80) String title,
      @Size(max = 80) String group,
      @DecimalMin("0") @DecimalMax("100000000") @Digits(integer = 9, fraction = 2) BigDecimal amount,
      @Size(max = 400) String reviewerNames,
      @Size(max = 500) String reason,
      @NotBlank @Pattern(regexp = "submit|save|drop", message = "只能选列出的一项") String decision) {}

  @Override
  public Map<String, Object> show(Work work) {
    Corrections.Correction kept = corrections.get(work.caseNumber());
    Map<String, Object> shown = new HashMap<>();
    shown.put(
        "items",
        corrections.up(kept.owner()).stream()
            .map(choice -> Map.of("label", choice.item(), "value", choice.value()))
            .toList());
    shown.put("returned", kept.comment() == null ? List.of() : List.of(Map.of("comment", kept.comment())));
    put(shown, "item", kept.notice() == null ? null : kept.notice() + "|" + kept.caseNumber());
    put(shown, "title", kept.title());
    put(shown, "group", kept.groupName());
    put(shown, "amount", kept.amountFen() == null ? null : BigDecimal.valueOf(kept.amountFen(), 2));
    put(shown, "reviewerNames", kept.reviewers());
    put(shown, "reason", kept.reason());
    return shown;
  }

  private static void put(Map<String, Object> shown, String key, Object value) {
    if (value != null) {
      shown.put(key, value);
    }
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "save".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("drop")) {
      return Outcome.of("drop", "放弃更正");
    }
    Corrections.Correction kept = corrections.get(work.caseNumber());
    boolean offered =
        corrections.up(kept.owner()).stream().anyMatch(choice -> choice.value().equals(form.item()));
    String[] chosen = offered ? form.item().split("\\|", 2) : new String[] {null, null};
    Corrections.Correction written =
        new Corrections.Correction(
            kept.number(), kept.owner(), kept.writtenBy(), chosen[0], chosen[1], form.title(), form.group(),
            form.amount() == null ? null : form.amount().movePointRight(2).longValueExact(), form.reviewerNames(),
            form.reason(), null);
    if (form.decision().equals("save")) {
      corrections.write(written);
      return Outcome.silent("save");
    }
    if (!offered) {
      throw new Refusal("请选择“公示项目”：只能更正本组织还在公示期内的结果。");
    }
    if (form.reason() == null) {
      throw new Refusal("请写明“更正的原因”，会写在公示页上。");
    }
    Notices.Item item = notices.openItem(chosen[0], chosen[1]).orElseThrow();
    if (written.applied(item).equals(item)) {
      throw new Refusal("请至少填写一项与公示内容不同的更正：项目名称、队伍名称、金额或评审人。");
    }
    corrections.write(written);
    return Outcome.of("submit", "公示更正送签批").because(form.reason());
  }
}
