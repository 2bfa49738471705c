package org.hatchery.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.RuntimeService;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Documents;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.SampleProjects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** DOMAIN.md, Branded operation: application, decision and grant of a brand. */
@HatcheryTest
class BrandTest {

  private static final String LEADER = "yijian.leader";
  private static final String STREET = "gangshan.signer";
  private static final String CITY = "zc.signer";

  /** One for each story: names stay in use in the shared city. */
  private static final String OWN = "天地玄黄宇宙洪荒日月盈亏辰宿列张寒来暑往秋收冬藏";

  private static int told;

  @Autowired Story story;
  @Autowired OperationStory operation;
  @Autowired SampleProjects samples;
  @Autowired Projects projects;
  @Autowired Brands brands;
  @Autowired Documents documents;
  @Autowired Timeline timeline;
  @Autowired RuntimeService runtime;
  @Autowired DataSource source;
  @Autowired @Qualifier("tablesOwner") DataSource owner;
  @Autowired JdbcClient jdbc;

  private String project;

  @BeforeEach
  void excellent() {
    told++;
    project = begun("yijian");
  }

  private String begun(String group) {
    String caseNumber = samples.inStage(Stage.OPERATION, group);
    operation.aged(caseNumber, 7, 0);
    runtime.startProcessInstanceByKey("operation", caseNumber);
    return caseNumber;
  }

  private String name(String name) {
    return name + OWN.charAt(told);
  }

  @Test
  void aBrandIsAppliedForRecommendedGrantedAnnouncedAndAwarded() throws IOException {
    assertThat(story.whoHas(story.task(project, "applyBrand"))).containsExactly("yijian:leader");
    assertThat(story.shown(LEADER, project, "applyBrand").get("requirementRows").toString())
        .contains("入库满 6 个月").contains("缺“服务标准”：请在“案卷”页上传 PDF 或 Word 文件后勾选");

    // saved half, gone on later with what was typed
    var due = story.task(project, "applyBrand").getDueDate();
    story.submit(LEADER, project, "applyBrand", Map.of("decision", "save", "brandName", "周末"));
    assertThat(story.shown(LEADER, project, "applyBrand").get("brandName")).isEqualTo("周末");
    assertThat(story.task(project, "applyBrand").getDueDate()).isEqualTo(due);
    operation.apply(project, name("周末义剪"));

    assertThat(story.whoHas(story.task(project, "recommendBrand"))).containsExactly("gangshan:signer");
    var shown = story.shown(STREET, project, "recommendBrand");
    assertThat(shown.get("applicationRows").toString()).contains(name("周末义剪"));
    String emblem = operation.file(project, "红剪刀标识.png", "image/png");
    assertThat(shown.get("emblemLinks")).isEqualTo("[红剪刀标识\\.png](/desk/documents/" + emblem + ")");
    assertThat(shown.get("handbookLinks").toString()).contains("[工作方法手册\\.docx](/desk/documents/");
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "recommend", "opinion", "群众认可。"));
    assertThat(story.whoHas(story.task(project, "grantBrand"))).containsExactly("zc:signer");
    assertThat(story.shown(CITY, project, "grantBrand").get("versionRows").toString()).contains("群众认可。");
    story.submit(CITY, project, "grantBrand", Map.of("decision", "grant"));

    assertThat(operation.notice(project)).startsWith("GS-ZC-");
    assertThat(brands.of(project)).as("nothing is awarded before the notice stands").isEmpty();
    operation.noticePasses(project);

    Brands.Brand brand = brands.of(project).orElseThrow();
    assertThat(brand.number()).matches("PP-ZC-\\d{4}-\\d{4}");
    assertThat(brand.code()).matches("[3467ACDEFGHJKMNPQRTWXY]{12}");
    assertThat(brand.groupName()).contains("周末义剪志愿服务队");
    assertThat(brands.wall()).extracting(Brands.Brand::caseNumber).contains(project);
    assertThat(brands.verify(" " + brand.code().substring(0, 4) + "-" + brand.code().substring(4).toLowerCase()))
        .contains(brand);
    assertThat(brands.verify("0".repeat(12))).isEmpty();
    assertThat(brands.verify(null)).isEmpty();
    assertThat(mails("brand-awarded:" + project)).singleElement().asString()
        .contains(brand.number()).contains("/portal/verify/" + brand.code());
    Documents.Document certificate = documents.find(brand.certificate()).orElseThrow();
    assertThat(certificate.name()).isEqualTo("品牌证书 " + brand.number() + ".pdf");
    assertThat(text(documents.content(certificate)))
        .contains(name("周末义剪"))
        .contains(brand.number())
        .contains("周末义剪志愿服务队")
        .contains("/portal/verify/" + brand.code())
        .doesNotContain("#")
        .doesNotContain("注：");
    assertThat(timeline.of(project))
        .extracting(Timeline.Entry::activity)
        .containsSubsequence("applyBrand", "recommendBrand", "grantBrand", "announceBrand", "awardBrand");
  }

  @Test
  void aNameWithACharacterTheFontLacksIsPrintedWithANote() throws IOException {
    operation.brand(project, name("𠮷祥"));
    Brands.Brand brand = brands.of(project).orElseThrow();
    assertThat(brand.name()).isEqualTo(name("𠮷祥"));
    assertThat(text(documents.content(documents.find(brand.certificate()).orElseThrow())))
        .contains("〓祥")
        .contains("注：〓为字库没有的字（字符编码U+20BB7）")
        .contains(brand.number())
        .doesNotContain("#");
  }

  @Test
  void sixMonthsInTheLibraryToTheDay() {
    operation.aged(project, 6, -1);
    assertThat(story.shown(LEADER, project, "applyBrand").get("requirementRows").toString())
        .contains("入库还不满 6 个月，请满期后再提交");
    assertThat(story.refused(LEADER, project, "applyBrand", operation.application(project, name("差一天"))))
        .contains("还不能提交：入库还不满 6 个月，请满期后再提交")
        .doesNotContain("服务标准");
    story.submit(LEADER, project, "applyBrand", save(name("差一天")));
    operation.aged(project, 6, 0);
    operation.apply(project, name("差一天"));
    story.task(project, "recommendBrand");
  }

  @Test
  void anOpenRectificationOrMissingFilesKeepFromHandingInButNotFromSaving() {
    projects.rectifying(project, true);
    Map<String, Object> bare = new HashMap<>(operation.application(project, name("整改")));
    bare.remove("serviceStandard");
    bare.put("handbook", List.of());
    assertThat(story.refused(LEADER, project, "applyBrand", bare))
        .contains("项目还有未完成的整改，请先完成整改")
        .contains("缺“服务标准”")
        .contains("缺“工作方法手册”")
        .doesNotContain("缺“品牌标识”");
    bare.put("decision", "save");
    story.submit(LEADER, project, "applyBrand", bare);
    projects.rectifying(project, false);
    operation.apply(project, name("整改"));
    story.task(project, "recommendBrand");
  }

  @Test
  void anEqualNameIsRefusedANearOneIsShownToWhoDecides() {
    String taken = name("管得宽") + "队";
    operation.apply(project, taken);
    String other = begun("wenxin");
    assertThat(story.refused("wenxin.leader", other, "applyBrand", operation.application(other, "【" + taken + "】 ")))
        .contains("“品牌名称”").contains("在全市已有项目使用或正在申报");

    story.submit("wenxin.leader", other, "applyBrand", operation.application(other, name("管的宽") + "队"));
    var shown = story.shown(STREET, other, "recommendBrand");
    assertThat(shown.get("nearRows").toString()).contains(taken).contains("周末义剪志愿服务队");
    assertThat(shown.get("nearCount")).isEqualTo(1);

    // the first is returned and takes another name: its old one is free
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "return", "opinion", "名称换一个。"));
    operation.apply(project, name("红剪刀"));
    assertThat(story.shown(STREET, other, "recommendBrand").get("nearRows").toString()).isEqualTo("[]");
    story.submit(STREET, other, "recommendBrand", Map.of("decision", "return", "opinion", "用回原来的。"));
    story.submit("wenxin.leader", other, "applyBrand", operation.application(other, taken));
  }

  @Test
  void streetAndCityReturnWithCommentsOrRefuseWithReason() {
    operation.apply(project, name("红马甲"));
    assertThat(story.refused(STREET, project, "recommendBrand", Map.of("decision", "return"))).contains("“意见”");
    assertThat(story.refused(STREET, project, "recommendBrand", Map.of("decision", "refuse"))).contains("“意见”");
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "return", "opinion", "手册写细一些。"));
    assertThat(mails("brand-returned:" + project + ":1")).singleElement().asString().contains("手册写细一些。");
    assertThat(story.shown(LEADER, project, "applyBrand").get("versionRows").toString()).contains("手册写细一些。");
    assertThat(story.shown(LEADER, project, "applyBrand").get("brandName")).isEqualTo(name("红马甲"));

    operation.apply(project, name("红马甲"));
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "recommend"));
    assertThat(story.refused(CITY, project, "grantBrand", Map.of("decision", "return"))).contains("“意见”");
    story.submit(CITY, project, "grantBrand", Map.of("decision", "return", "opinion", "标识再想想。"));
    operation.apply(project, name("红马甲"));
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "recommend"));
    assertThat(story.refused(CITY, project, "grantBrand", Map.of("decision", "refuse"))).contains("“意见”");
    story.submit(CITY, project, "grantBrand", Map.of("decision", "refuse", "opinion", "影响面还小。"));
    refusedBecause("影响面还小。", 3);
  }

  @Test
  void theStreetDoesNotRecommend() {
    operation.apply(project, name("绿马甲"));
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "refuse", "opinion", "服务中断过。"));
    refusedBecause("服务中断过。", 1);
    String again = begun("wenxin");
    story.submit("wenxin.leader", again, "applyBrand", operation.application(again, name("绿马甲")));
  }

  @Test
  void theGroupDeclinesAndInTheNextCycleDoesNotApplyInTime() {
    story.submit(LEADER, project, "applyBrand", Map.of("decision", "decline", "reason", "人手不够。"));
    refusedBecause("队伍放弃申报：人手不够。", 1);

    runtime.startProcessInstanceByKey("operation", project);
    story.pass(Duration.ofDays(40));
    refusedBecause("未申报：期满没有提交品牌申报", 2);
  }

  @Test
  void anObjectionCancelsTheGrant() {
    operation.announced(project, name("异议"));
    operation.object(project, "zc.signer2", "cancelled");
    refusedBecause("公示期异议成立，取消认定", 1);
  }

  @Test
  void anObjectionHasTheCityDecideAgain() {
    operation.announced(project, name("重定"));
    operation.object(project, "zc.signer2", "redecide");
    assertThat(story.shown(CITY, project, "grantBrand").get("again")).isEqualTo(true);
    story.submit(CITY, project, "grantBrand", Map.of("decision", "grant", "opinion", "复核后仍然认定。"));
    operation.noticePasses(project);
    assertThat(brands.of(project)).isPresent();
  }

  @Test
  void whoAppliedOrRecommendedDoesNotGrant() {
    operation.apply(project, name("回避"));
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "recommend"));
    jdbc.sql(
            "update hatchery.timeline set person = 'zc.signer' where case_number = :case and activity = 'recommendBrand'")
        .param("case", project)
        .update();
    assertThat(story.refused(CITY, project, "grantBrand", Map.of("decision", "grant"))).contains("按回避要求");
    story.submit("zc.signer2", project, "grantBrand", Map.of("decision", "grant"));
  }

  @Test
  void wrongInputIsRefusedInTheUsersWords() {
    assertThat(applied(Map.of())).contains("“决定”");
    assertThat(applied(Map.of("decision", "submit"))).contains("请填写“品牌名称”");
    assertThat(applied(Map.of("decision", "submit", "brandName", name("缺"))))
        .contains("还不能提交").contains("缺“品牌标识”").contains("缺“服务标准”").contains("缺“工作方法手册”");
    assertThat(applied(Map.of("decision", "other"))).contains("“决定”没有这个选项");
    assertThat(applied(Map.of("decision", "save", "brandName", "长".repeat(31)))).contains("“品牌名称”");
    assertThat(applied(Map.of("decision", "decline", "reason", "长".repeat(501)))).contains("“放弃的原因”");
    assertThat(applied(Map.of("decision", "save", "brandName", 7))).contains("“品牌名称”应为文字");
    assertThat(applied(Map.of("decision", "save", "x", "y"))).contains("表单里没有这些项：x");
    assertThat(applied(operation.application(project, "！ 𠮷 ？"))).contains("至少两个字");
    assertThat(applied(operation.application(project, "两\n行"))).contains("换行");
    assertThat(story.refused("wenxin.leader", project, "applyBrand", Map.of("decision", "save")))
        .contains("没有办理这项任务的权限");

    operation.apply(project, name("错"));
    decided(STREET, "recommendBrand");
    assertThat(story.refused("zc.signer", project, "recommendBrand", Map.of("decision", "recommend")))
        .contains("没有办理这项任务的权限");
    story.submit(STREET, project, "recommendBrand", Map.of("decision", "recommend"));
    decided(CITY, "grantBrand");
    assertThat(story.refused(STREET, project, "grantBrand", Map.of("decision", "grant"))).contains("没有办理这项任务的权限");
  }

  @Test
  void filesAreOfTheCaseAndOfAKindThatIsOfUse() {
    String picture = operation.file(project, "标识.png", "image/png");
    String text = operation.file(project, "标准.pdf", "application/pdf");
    String table = operation.file(project, "台账.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    String elsewhere = operation.file(begun("wenxin"), "别处.png", "image/png");
    var shown = story.shown(LEADER, project, "applyBrand");
    assertThat(shown.get("emblemOptions").toString()).contains(picture).doesNotContain(text, table, elsewhere);
    assertThat(shown.get("textOptions").toString()).contains(text).doesNotContain(picture, table);

    assertThat(applied(Map.of("decision", "save", "emblem", List.of(text)))).contains("“品牌标识”要用图片（PNG、JPG），“标准.pdf”不是");
    assertThat(applied(Map.of("decision", "save", "serviceStandard", List.of(table)))).contains("“服务标准”要用 PDF 或 Word");
    assertThat(applied(Map.of("decision", "save", "handbook", List.of(picture)))).contains("“工作方法手册”要用 PDF 或 Word");
    assertThat(applied(Map.of("decision", "save", "emblem", List.of(elsewhere)))).contains("“品牌标识”里有案卷中没有的文件");
    assertThat(applied(Map.of("decision", "save", "emblem", List.of("x")))).contains("“品牌标识”里有案卷中没有的文件");
    assertThat(applied(Map.of("decision", "save", "emblem", Collections.nCopies(6, picture)))).contains("“品牌标识”");
    assertThat(applied(Map.of("decision", "save", "emblem", "标识"))).contains("“品牌标识”应为列表");

    story.submit(LEADER, project, "applyBrand", Map.of("decision", "save", "emblem", List.of(picture)));
    assertThat(story.shown(LEADER, project, "applyBrand").get("emblem").toString()).contains(picture);
  }

  @Test
  void whatWasTypedBeforeBecameDocuments() throws SQLException {
    asOwnerOfTheTables(() -> {
      jdbc.sql(
              """
              alter table hatchery.brand_application drop column emblem, drop column service_standard, drop column handbook;
              alter table hatchery.brand_application add column emblem text, add column service_standard text,
                add column handbook text
              """)
          .update();
      typed(1, "RETURNED", "红剪刀", "每周六义剪；工具消毒。");
      typed(2, "RECOMMENDED", "红剪刀和爱心", "每周六义剪；工具消毒；登记。");
      new ResourceDatabasePopulator(new ClassPathResource("db/migration/V156__brand_files.sql"))
          .populate(DataSourceUtils.getConnection(source));

      List<Documents.Document> kept = documents.of(project);
      assertThat(kept).extracting(Documents.Document::name).containsExactlyInAnyOrder(
          "品牌标识说明（第 1 版申报填写）.txt", "服务标准（第 1 版申报填写）.txt",
          "品牌标识说明（第 2 版申报填写）.txt", "服务标准（第 2 版申报填写）.txt");
      assertThat(kept).extracting(document -> new String(documents.content(document), StandardCharsets.UTF_8))
          .contains("红剪刀和爱心", "每周六义剪；工具消毒；登记。");
      String standard =
          jdbc.sql("select service_standard[1] from hatchery.brand_application where case_number = :case and version = 2")
              .param("case", project)
              .query(String.class)
              .single();
      assertThat(documents.find(UUID.fromString(standard)).orElseThrow().name()).isEqualTo("服务标准（第 2 版申报填写）.txt");
    });
  }

  /** As a migration runs; nothing of it stays. */
  private void asOwnerOfTheTables(Runnable migration) throws SQLException {
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      TransactionSynchronizationManager.bindResource(source, new ConnectionHolder(connection));
      try {
        migration.run();
      } finally {
        TransactionSynchronizationManager.unbindResource(source);
        connection.rollback();
      }
    }
  }

  private void typed(int version, String state, String emblem, String standard) {
    jdbc.sql(
            """
            insert into hatchery.brand_application (case_number, version, state, brand_name, emblem, service_standard, handbook)
            values (:case, :version, :state, '红剪刀', :emblem, :standard, ' ')
            """)
        .param("case", project)
        .param("version", version)
        .param("state", state)
        .param("emblem", emblem)
        .param("standard", standard)
        .update();
  }

  private String applied(Map<String, Object> form) {
    return story.refused(LEADER, project, "applyBrand", form);
  }

  private void decided(String user, String task) {
    assertThat(story.refused(user, project, task, Map.of())).contains("“决定”");
    assertThat(story.refused(user, project, task, Map.of("decision", "other"))).contains("没有这个选项");
    assertThat(story.refused(user, project, task, Map.of("decision", true))).contains("“决定”应为文字");
    assertThat(story.refused(user, project, task, Map.of("decision", "return", "opinion", "长".repeat(1001))))
        .contains("“意见”");
    assertThat(story.refused(user, project, task, Map.of("decision", "return", "x", "y"))).contains("没有这些项：x");
  }

  private Map<String, Object> save(String name) {
    Map<String, Object> form = new HashMap<>(operation.application(project, name));
    form.put("decision", "save");
    return form;
  }

  private void refusedBecause(String reason, int version) {
    Project ended = projects.get(project);
    assertThat(ended.result()).isEqualTo("refused");
    assertThat(ended.endReason()).isEqualTo(reason);
    assertThat(story.runs(project, "operation")).isFalse();
    assertThat(brands.of(project)).isEmpty();
    assertThat(mails("brand-refused:" + project + ":" + version)).singleElement().asString().contains(reason);
  }

  private List<String> mails(String event) {
    return jdbc.sql("select body from hatchery.mail where event = :event")
        .param("event", event)
        .query(String.class)
        .list();
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }
}
