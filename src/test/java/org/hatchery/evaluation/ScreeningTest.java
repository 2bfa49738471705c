package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Dossier;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** DOMAIN.md section 2, formal screening: what the clerk is told, and what is kept where he decides otherwise. */
@HatcheryTest
class ScreeningTest {

  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired Projects projects;
  @Autowired Timeline timeline;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  /** A sanction that a story registered must not follow the group into other stories. */
  @AfterEach
  void forgetSanctions() {
    jdbc.sql("delete from hatchery.sanction where basis like '测试%'").update();
  }

  // ---- sanctions

  @ParameterizedTest
  @CsvSource({
    "ABNORMAL, 1, 1, 不符合", "ABNORMAL, 1, 0, 符合", "DISHONEST, 2, 1, 不符合", "DISHONEST, 2, 0, 符合", "GRAVE, 3, 1, 不符合",
    "GRAVE, 3, 0, 符合"
  })
  void aSanctionIsLookedBackOnToTheDay(String kind, int years, int daysLess, String verdict) {
    String project = evaluation.begin("wenxin");
    LocalDate until = today().minusYears(years).plusDays(daysLess);
    sanction("wenxin", kind, until.minusMonths(5), until);
    assertThat(finding(project, label(kind)).get("verdict")).isEqualTo(verdict);
  }

  @Test
  void aSanctionInForceIsShownWithItsBasisAndDates() {
    String project = evaluation.begin("aixin");
    Map<String, Object> finding = finding(project, "经营异常名录");
    assertThat(finding.get("verdict")).isEqualTo("不符合");
    assertThat(finding.get("found").toString()).contains("2025年7月8日至今", "未按规定报送2024年度工作报告", "登记册更新于 ");
    assertThat(finding.get("basis")).isEqualTo("仍在经营异常名录内的不予受理");
    assertThat(finding(project, "失信名单").get("found").toString()).startsWith("没有记录；登记册更新于 ");
    assertThat(shown(project).get("byTable").toString()).isEqualTo("不予受理（经营异常名录不符合）");
  }

  @Test
  void ofSeveralEntriesTheWorstCounts() {
    String project = evaluation.begin("wenxin");
    sanction("wenxin", "GRAVE", today().minusYears(9), today().minusYears(8));
    assertThat(finding(project, "严重违法").get("verdict")).isEqualTo("符合");
    sanction("wenxin", "GRAVE", today().minusYears(4), today().minusYears(2));
    assertThat(finding(project, "严重违法").get("verdict")).isEqualTo("不符合");
    assertThat(finding(project, "严重违法").get("found").toString()).contains("；");
    sanction("wenxin", "GRAVE", today(), null);
    assertThat(finding(project, "严重违法").get("basis").toString()).startsWith("仍在");
  }

  @Test
  void whatIsListedAfterTheClosingIsSeenAndALateScreeningDoesNotHelp() {
    String project = evaluation.begin("wenxin");
    LocalDate closing = today().minusDays(3);
    jdbc.sql("update hatchery.project set opened_at = opened_at - interval '3 days' where case_number = :c")
        .param("c", project)
        .update();
    sanction("wenxin", "ABNORMAL", closing.minusYears(2), closing.minusYears(1).plusDays(1));
    assertThat(finding(project, "经营异常名录").get("verdict")).as("not yet a year ago at the closing").isEqualTo("不符合");
    sanction("wenxin", "DISHONEST", closing.plusDays(1), closing.plusDays(2));
    assertThat(finding(project, "失信名单").get("verdict")).isEqualTo("不符合");
  }

  @Test
  void aRegisterThatNobodyFilledSaysNothing() {
    String project = evaluation.begin("wenxin");
    List<LocalDate> imports = jdbc.sql("select imported_on from hatchery.sanction_import").query(LocalDate.class).list();
    jdbc.sql("delete from hatchery.sanction_import").update();
    try {
      Map<String, Object> finding = finding(project, "失信名单");
      assertThat(finding.get("verdict")).isEqualTo("须核对");
      assertThat(finding.get("found")).isEqualTo("登记册未导入");
      assertThat(shown(project).get("byTable")).isEqualTo("核对后受理（经营异常名录、失信名单、严重违法由您核对）");
    } finally {
      imports.forEach(
          day -> jdbc.sql("insert into hatchery.sanction_import (imported_on) values (:d)").param("d", day).update());
    }
  }

  // ---- departing from the table

  @Test
  void whoTakesUpWhatTheTableWouldRefuseWritesWhyAndTheRecordKeepsBoth() {
    String project = evaluation.begin("aixin");
    String clerk = evaluation.doer(project, "screenProposal");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", "accept")))
        .contains("按规则应不予受理（经营异常名录不符合）", "与规则提示不同的理由");
    assertThat(
            story.refused(clerk, project, "screenProposal", Map.of("decision", "accept", "departing", "长".repeat(1001))))
        .contains("“与规则提示不同的理由”");
    story.submit(clerk, project, "screenProposal", Map.of("decision", "accept", "departing", "民政局已书面证明补报"));
    assertThat(kept(project)).isEqualTo("refuse accept 民政局已书面证明补报");
    assertThat(timeline.of(project))
        .filteredOn(entry -> entry.activity().equals("screenProposal"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.said()).isEqualTo("受理");
              assertThat(entry.reason()).isEqualTo("民政局已书面证明补报");
              assertThat(entry.rule()).contains("eligibility v", "sanctions v", "：不予受理（经营异常名录不符合）");
            });
    assertThat(story.tasks(project, "scoreProposal")).hasSize(3);
  }

  @Test
  void whoTakesUpWhatTheTableWouldReturnWritesWhyToo() {
    String project = evaluation.begin("yijian");
    Dossier full = SampleProjects.dossier();
    transaction.executeWithoutResult(
        status ->
            projects.revise(
                project,
                new Dossier(
                    full.need(), full.target(), full.plan(), "", full.budget(), 9, full.team(), full.resources(), "民政资助",
                    full.contact(), full.phone(), full.attachments()),
                "yijian.leader"));
    assertThat(shown(project).get("byTable")).as("the worst finding leads").isEqualTo("不予受理（固定志愿者不符合）");
    transaction.executeWithoutResult(
        status ->
            projects.revise(
                project,
                new Dossier(
                    full.need(), full.target(), full.plan(), "", full.budget(), 10, full.team(), full.resources(), "民政资助",
                    full.contact(), full.phone(), full.attachments()),
                "yijian.leader"));
    assertThat(shown(project).get("byTable")).isEqualTo("退回补正（材料齐全）");
    assertThat(finding(project, "其他资助").get("found")).isEqualTo("民政资助");
    assertThat(finding(project, "材料齐全").get("found")).isEqualTo("缺：进度安排");
    String clerk = evaluation.doer(project, "screenProposal");
    assertThat(story.refused(clerk, project, "screenProposal", Map.of("decision", "accept"))).contains("按规则应退回补正");
    story.submit(clerk, project, "screenProposal", Map.of("decision", "accept", "departing", "进度写在方案里"));
    assertThat(kept(project)).isEqualTo("correct accept 进度写在方案里");
  }

  @Test
  void whatTheTableLeavesToTheClerkNeedsNoReason() {
    String project = evaluation.begin("lvye");
    assertThat(shown(project).get("byTable")).isEqualTo("核对后受理（登记情况由您核对）");
    evaluation.accept(project);
    assertThat(kept(project)).isEqualTo("check accept ");
    String clean = evaluation.begin("yijian");
    assertThat(shown(clean).get("byTable")).isEqualTo("受理（各项都符合）");
    evaluation.submit(clean, "screenProposal", Map.of("decision", "refuse", "reason", "与上月的申报相同"));
    assertThat(kept(clean)).isEqualTo("accept refuse ");
  }

  // ---- helpers

  private Map<String, Object> shown(String project) {
    return story.shown(evaluation.doer(project, "screenProposal"), project, "screenProposal");
  }

  private Map<String, Object> finding(String project, String criterion) {
    String findings = shown(project).get("findings").toString();
    List<Map<String, Object>> rows = org.camunda.spin.Spin.JSON(findings).elements().stream()
        .map(
            row ->
                Map.<String, Object>of(
                    "criterion", row.prop("criterion").stringValue(), "found", row.prop("found").stringValue(),
                    "verdict", row.prop("verdict").stringValue(), "basis", row.prop("basis").stringValue()))
        .toList();
    assertThat(rows).as("one finding for each criterion").hasSize(11);
    return rows.stream().filter(row -> row.get("criterion").equals(criterion)).findFirst().orElseThrow();
  }

  private String kept(String project) {
    return jdbc.sql(
            """
            select by_table || ' ' || decision || ' ' || coalesce(departing, '') from hatchery.screening
            where case_number = :c order by number desc limit 1
            """)
        .param("c", project)
        .query(String.class)
        .single();
  }

  private void sanction(String group, String kind, LocalDate since, LocalDate until) {
    jdbc.sql(
            """
            insert into hatchery.sanction (organisation, kind, basis, since, until)
            values (:group, :kind, '测试处罚', :since, :until)
            """)
        .param("group", group)
        .param("kind", kind)
        .param("since", since)
        .param("until", until)
        .update();
  }

  private static String label(String kind) {
    return org.hatchery.organisation.Sanction.Kind.valueOf(kind).label();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(story.now(), ZoneId.of("Asia/Shanghai"));
  }
}
