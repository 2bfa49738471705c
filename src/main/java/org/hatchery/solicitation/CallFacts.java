package org.hatchery.solicitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.Registration;
import org.hatchery.project.Area;
import org.hatchery.project.Lane;
import org.springframework.stereotype.Component;

/** A call in the words that its signer and its applicants read. */
@Component
class CallFacts {

  private final Organisations organisations;

  CallFacts(Organisations organisations) {
    this.organisations = organisations;
  }

  /** Rows of label and value, for a whole call. */
  List<Map<String, String>> of(Call call) {
    return of(call.owner(), call.terms());
  }

  /** What is said otherwise than in the version that was returned: label, before, now. */
  List<Map<String, String>> changes(String owner, Terms before, Terms now) {
    List<Map<String, String>> were = new ArrayList<>(of(owner, before));
    were.add(row("列入的需求", String.join("、", before.needs())));
    List<Map<String, String>> are = new ArrayList<>(of(owner, now));
    are.add(row("列入的需求", String.join("、", now.needs())));
    List<Map<String, String>> changes = new ArrayList<>();
    for (int i = 0; i < are.size(); i++) {
      if (!are.get(i).equals(were.get(i))) {
        changes.add(
            Map.of(
                "label", are.get(i).get("label"), "before", were.get(i).get("value"), "now", are.get(i).get("value")));
      }
    }
    return changes;
  }

  private List<Map<String, String>> of(String owner, Terms terms) {
    List<Map<String, String>> facts = new ArrayList<>();
    facts.add(row("榜单", terms.title()));
    facts.add(row("发布单位（征集范围为其辖区）", organisations.get(owner).name()));
    facts.add(row("说明", terms.introduction()));
    facts.add(row("领域", areas(terms)));
    facts.add(row("开始", Calls.when(terms.opens())));
    facts.add(row("截止", Calls.when(terms.closes())));
    facts.add(row("名额", terms.places().toString()));
    facts.add(row("每个项目经费上限", Yuan.text(terms.limitFen())));
    facts.add(row("谁可以申报", registrations(terms)));
    facts.add(row("通道", lanes(terms)));
    facts.add(row("是否路演", terms.presentation().equals("yes") ? "路演" : "不路演"));
    facts.add(row("咨询电话", terms.enquiryPhone()));
    facts.add(row("监督电话", terms.supervisionPhone()));
    return facts;
  }

  static String areas(Terms terms) {
    return terms.areas().stream()
        .map(Area::of)
        .flatMap(Optional::stream)
        .map(Area::label)
        .collect(Collectors.joining("、"));
  }

  static String registrations(Terms terms) {
    return terms.registrations().stream()
        .map(code -> Registration.valueOf(code.toUpperCase(Locale.ROOT)).label())
        .collect(Collectors.joining("、"));
  }

  static String lanes(Terms terms) {
    return terms.lanes().stream().map(Lane::of).map(Lane::label).collect(Collectors.joining("、"));
  }

  private static Map<String, String> row(String label, String value) {
    return Map.of("label", label, "value", value == null ? "" : value);
  }
}
