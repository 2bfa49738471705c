package org.hatchery.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How severe each reviewer of a project is across the projects of its call: the mean distance of his totals from the
 * mean of the others on the same projects. Shown beside, never applied (DOMAIN.md section 2 asks for no correction).
 */
@Component("reviewSeverity")
class Severity {

  private final JdbcClient jdbc;
  private final Projects projects;
  private final Reviewers reviewers;
  private final Evaluations evaluations;

  Severity(JdbcClient jdbc, Projects projects, Reviewers reviewers, Evaluations evaluations) {
    this.jdbc = jdbc;
    this.projects = projects;
    this.reviewers = reviewers;
    this.evaluations = evaluations;
  }

  private record Total(String caseNumber, int round, String person, BigDecimal points) {}

  /** @return rows of a form's table, by seat: reviewer, projects, distance with its sign (negative: severe) */
  List<Map<String, Object>> rows(String caseNumber) {
    Map<String, List<Total>> byReview = new LinkedHashMap<>();
    jdbc.sql(
            """
            select s.case_number, s.round, s.person, sum(s.points) points
            from hatchery.review_score s join hatchery.reviewer r using (case_number, round, person)
              join hatchery.project p using (case_number)
            where p.call_number = :call and r.status = 'DONE' group by s.case_number, s.round, s.person
            """)
        .param("call", projects.get(caseNumber).call())
        .query(Total.class)
        .list()
        .forEach(total -> byReview.computeIfAbsent(total.caseNumber() + ":" + total.round(), k -> new ArrayList<>()).add(total));
    return reviewers.seated(caseNumber, evaluations.round(caseNumber)).stream()
        .map(reviewer -> row(reviewer, byReview.values().stream().toList()))
        .toList();
  }

  private static Map<String, Object> row(Reviewers.Reviewer reviewer, List<List<Total>> reviews) {
    List<BigDecimal> distances = new ArrayList<>();
    for (List<Total> review : reviews) {
      List<BigDecimal> others =
          review.stream().filter(t -> !t.person().equals(reviewer.person())).map(Total::points).toList();
      review.stream()
          .filter(t -> t.person().equals(reviewer.person()) && !others.isEmpty())
          .forEach(own -> distances.add(own.points().subtract(mean(others))));
    }
    String distance = distances.isEmpty() ? "—" : signed(mean(distances).setScale(2, RoundingMode.HALF_UP));
    return Map.of("reviewer", "评审 " + reviewer.seat(), "projects", distances.size() + " 个", "distance", distance);
  }

  private static BigDecimal mean(List<BigDecimal> numbers) {
    return numbers.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(numbers.size()), 6, RoundingMode.HALF_UP);
  }

  private static String signed(BigDecimal number) {
    return (number.signum() > 0 ? "+" : "") + number.toPlainString() + " 分";
  }
}
