package org.hatchery.evaluation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.project.Dossier;

/**
 * The proposal as a form, to be corrected 补正 or revised 修改完善.
 *
 * @param decision {@code save} keeps what was typed, {@code submit} hands it in
 */
record DossierForm(
    @NotBlank String decision,
    @NotBlank @Size(max = 2000) String need,
    @NotBlank @Size(max = 1000) String target,
    @NotBlank @Size(max = 5000) String plan,
    @NotBlank @Size(max = 2000) String schedule,
    @Valid @NotEmpty @Size(max = 50) List<BudgetRow> budget,
    @NotNull @Min(0) @Max(100000) Integer fixedVolunteers,
    @NotBlank @Size(max = 2000) String team,
    @Size(max = 2000) String resources,
    @Size(max = 1000) String otherFunding,
    @NotBlank @Size(max = 50) String contact,
    @NotBlank @Size(max = 30) String phone,
    @Valid @Size(max = 50) List<AttachmentRow> attachments) {

  /** @param amount in yuan */
  record BudgetRow(
      @NotBlank @Size(max = 200) String purpose,
      @NotNull @DecimalMin("0.01") @DecimalMax("99999999.99") @Digits(integer = 8, fraction = 2) BigDecimal amount) {}

  record AttachmentRow(@NotBlank @Size(max = 200) String name) {}

  boolean savesOnly() {
    return "save".equals(decision);
  }

  Dossier dossier() {
    return new Dossier(
        need,
        target,
        plan,
        schedule,
        budget.stream()
            .map(row -> new Dossier.BudgetLine(row.purpose(), row.amount().movePointRight(2).longValueExact()))
            .toList(),
        fixedVolunteers,
        team,
        text(resources),
        text(otherFunding),
        contact,
        phone,
        attachments.stream().map(AttachmentRow::name).toList());
  }

  static DossierForm of(Dossier dossier) {
    return new DossierForm(
        null,
        dossier.need(),
        dossier.target(),
        dossier.plan(),
        dossier.schedule(),
        dossier.budget().stream()
            .map(line -> new BudgetRow(line.purpose(), BigDecimal.valueOf(line.amountFen(), 2)))
            .toList(),
        dossier.fixedVolunteers(),
        dossier.team(),
        dossier.resources(),
        dossier.otherFunding(),
        dossier.contact(),
        dossier.phone(),
        dossier.attachments().stream().map(AttachmentRow::new).toList());
  }

  /** Fields filled in beforehand; what is empty is left out. */
  Map<String, Object> prefill() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("need", need);
    fields.put("target", target);
    fields.put("plan", plan);
    fields.put("schedule", schedule);
    fields.put("budget", budget);
    fields.put("fixedVolunteers", fixedVolunteers);
    fields.put("team", team);
    fields.put("resources", resources);
    fields.put("otherFunding", otherFunding);
    fields.put("contact", contact);
    fields.put("phone", phone);
    fields.put("attachments", attachments);
    fields.values().removeIf(java.util.Objects::isNull);
    return fields;
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
