package org.hatchery.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.operation.Brands;
import org.hatchery.operation.OperationStory;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.camunda.bpm.engine.RuntimeService;

/** What anybody sees without an account: notices, the library, brands, certificates. */
@HatcheryTest
class PublicPagesTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired CallStory calls;
  @Autowired EvaluationStory evaluations;
  @Autowired OperationStory operations;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Brands brands;
  @Autowired RuntimeService runtime;

  private Visitor anybody;

  @BeforeEach
  void nobodySignsIn() {
    anybody = new Visitor(port);
  }

  @Test
  void aResultIsSeenOnlyOnceTheNoticeIsUpAndWithBothPhones() {
    String call = calls.openCall(Map.of("enquiryPhone", "0537-5210001", "supervisionPhone", "0537-5210002"));
    String project = calls.handIn("wenxin.leader", call, Map.of("title", "圆梦微心愿·春季"));
    calls.close(call);
    story.runJobs();
    evaluations.admit(project);
    String notice = evaluations.notice(project);

    assertThat(page("/portal/notices")).contains("/portal/notices/" + notice);
    String page = page("/portal/notices/" + notice);
    assertThat(page).contains("圆梦微心愿·春季", "圆梦微心愿志愿服务队", "公示中", "0537-5210001", "0537-5210002");
    assertThat(page("/portal/library")).doesNotContain("圆梦微心愿·春季");

    evaluations.letNoticeStand(project);
    assertThat(page("/portal/notices/" + notice)).contains("已生效", "已期满");
    assertThat(page("/portal/library")).contains("圆梦微心愿·春季", projects.get(project).number());
    assertThat(anybody.get("/portal/notices/GS-NONE-2026-9999").statusCode()).isEqualTo(404);
  }

  @Test
  void aCertificateIsVerifiedByItsCode() {
    String project = samples.inStage(Stage.OPERATION, "xiyang");
    operations.aged(project, 7, 0);
    runtime.startProcessInstanceByKey("operation", project);
    operations.brand(project, "情暖夕阳<b>");
    Brands.Brand brand = brands.of(project).orElseThrow();

    assertThat(page("/portal/brands")).contains("情暖夕阳&lt;b&gt;", brand.number()).doesNotContain("情暖夕阳<b>");
    assertThat(page("/portal/verify/" + brand.code())).contains("证书有效", brand.number());
    assertThat(page("/portal/verify?code=" + brand.code().toLowerCase(java.util.Locale.ROOT))).contains("证书有效");
    assertThat(page("/portal/verify?code=NOPE")).contains("没有这个核验码");
    assertThat(page("/portal/verify")).contains("证书上的核验码").doesNotContain("没有这个核验码");
  }

  private String page(String path) {
    HttpResponse<String> answer = anybody.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }
}
