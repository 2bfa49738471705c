package org.hatchery.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.hatchery.HatcheryTest;
import org.hatchery.organisation.ImportReport.RefusedLine;
import org.hatchery.project.Area;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@HatcheryTest
@Transactional
class CityImportTest {

  @Autowired CityImport cityImport;
  @Autowired IdentityService identity;
  @Autowired Organisations organisations;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired Today today;
  @Autowired Sanctions sanctions;
  @TempDir Path path;
  private TestFolder folder;

  @BeforeEach
  void folder() {
    folder = new TestFolder(path);
  }

  @Test
  void takesOverTheDemonstrationCityOnceAndAgain() {
    ImportReport first = cityImport.importFrom(new ClassPathResource("demo/"), "hatchery");
    assertThat(first.refused()).isEmpty();
    assertThat(first.text()).isEqualTo("导入组织 37 个、人员 86 名、任职 86 条、代理 0 条、处罚 1 条，全部成功。");
    List<Long> counts = counts();

    assertThat(cityImport.importFrom(new ClassPathResource("demo/"), "hatchery")).isEqualTo(first);

    assertThat(counts()).isEqualTo(counts);
    assertThat(identity.checkPassword("gangshan.clerk", "hatchery")).isTrue();
    assertThat(identity.createGroupQuery().groupMember("gangshan.clerk").list())
        .extracting(g -> g.getId() + " " + g.getName())
        .containsExactly("gangshan:clerk 钢山街道 · 经办");
    assertThat(identity.createUserQuery().userId("shufang.leader").singleResult().getFirstName()).isEqualTo("𠮷秀兰");
    assertThat(people.get("zc.expert3").name()).isEqualTo("阿依古丽·买买提");
  }

  @Test
  void everyAreaHasFiveExpertsInTheCitysOwnPool() {
    cityImport.importFrom(new ClassPathResource("demo/"), "hatchery");
    for (String area : CityImport.AREAS.keySet()) {
      assertThat(people.experts("zc")).filteredOn(e -> e.areas().contains(area)).as(area).hasSizeGreaterThan(4);
    }
  }

  @Test
  void aSecondFileUpdatesWhatItNamesAndLeavesTheRest() throws IOException {
    cityImport.importFrom(folder.cities().resource(), null);
    folder.file("organisations.csv", "编码,名称,类型,上级编码,登记情况", "t5-v,改名志愿队,志愿队,t5-c,登记");
    folder.file("people.csv", "账号,姓名,邮箱", "t5-v.leader,新名字,new@demo.example");
    folder.file("roles.csv", "账号,组织编码,角色,开始日期,结束日期", "t5-v.leader,t5-v,负责人,2020-01-01,2021-12-31");

    assertThat(cityImport.importFrom(folder.resource(), null).refused()).isEmpty();

    assertThat(organisations.get("t5-v"))
        .isEqualTo(new Organisation("t5-v", "改名志愿队", Level.COMMUNITY, Kind.GROUP, "t5-c", Registration.REGISTERED));
    assertThat(people.get("t5-v.leader").name()).isEqualTo("新名字");
    var user = identity.createUserQuery().userId("t5-v.leader").singleResult();
    assertThat(user.getFirstName() + " " + user.getEmail()).isEqualTo("新名字 new@demo.example");
    assertThat(people.holders("t5-v", Role.LEADER)).isEmpty();
    assertThat(identity.createGroupQuery().groupMember("t5-v.leader").list()).isEmpty();
    assertThat(organisations.find("t5-b")).isPresent();
  }

  @Test
  void newUsersGetTheirOwnPasswordTheGivenOneOrNone() throws IOException {
    folder.file("people.csv", "账号,姓名,初始密码", "tp.own,甲,own-secret-1", "tp.other,乙,");
    cityImport.importFrom(folder.resource(), null);
    assertThat(identity.checkPassword("tp.own", "own-secret-1")).isTrue();
    assertThat(identity.checkPassword("tp.other", "hatchery")).isFalse();
    assertThat(identity.checkPassword("tp.other", "")).isFalse();
    folder.file("people.csv", "账号,姓名,初始密码", "tp.own,甲,changed-secret");
    cityImport.importFrom(folder.resource(), null);
    assertThat(identity.checkPassword("tp.own", "own-secret-1")).as("used at creation only").isTrue();
  }

  @Test
  void readsWhatChineseSpreadsheetsWrite() throws IOException {
    String csv = "账号,姓名\r\ntp.rare,𠮷·㐀\r\n\r\n\"tp.quoted\",\"王,\"\"五\"\"\"\r\ntp.formula,'=王六\r\n";
    folder.file("people.csv", Charset.forName("GB18030"), csv);
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).isEmpty();
    assertThat(people.get("tp.rare").name()).isEqualTo("𠮷·㐀");
    assertThat(people.get("tp.quoted").name()).isEqualTo("王,\"五\"");
    assertThat(people.get("tp.formula").name()).as("what kept it from being computed is gone").isEqualTo("=王六");

    folder.file("people.csv", StandardCharsets.UTF_8, "\uFEFF" + csv.replace("㐀", "䶮"));
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).isEmpty();
    assertThat(people.get("tp.rare").name()).isEqualTo("𠮷·䶮");
  }

  @Test
  void refusesOrganisationsThatHaveNoPlaceInTheTree() throws IOException {
    cityImport.importFrom(folder.cities().resource(), null);
    folder.file(
        "organisations.csv",
        "编码,名称,层级,类型,上级编码,登记情况,成立日期",
        "x1,无上级,社区,党组织,nowhere,,",
        "x2,层级倒置,街道,党组织,t5-c,,",
        "x3,同级,社区,党组织,t5-c,,",
        "X 4,编码不对,社区,党组织,t5-s,,",
        "x5,先来,社区,党组织,t5-s,,",
        "x5,后到,社区,党组织,t5-s,,",
        "x6,,社区,党组织,t5-s,,",
        "x7," + "长".repeat(121) + ",社区,党组织,t5-s,,",
        "x8," + "𠮷".repeat(120) + ",社区,党组织,t5-s,,",
        "x9,类型不对,社区,协会,t5-s,,",
        "x10,层级不对,镇,党组织,t5-s,,",
        "x11,没有层级,,党组织,t5-s,,",
        "x12,没有上级,社区,党组织,,,",
        "x13,市有上级,市,党组织,t5,,",
        "x14,上级不是党组织,,志愿队,t5-m,,",
        "x15,上级未导入,网格,党组织,x1,,",
        "x16,社区里的中心,,管理中心,t5-c,,",
        "x17,登记不对,,志愿队,t5-c,已登记,",
        "x18,日期不对,,志愿队,t5-c,登记,2023-02-30",
        "x19,未来成立,,志愿队,t5-c,登记,2999-01-01",
        "t5-c,改类型,,志愿队,t5-s,登记,",
        "t5-g,改层级,楼栋,党组织,t5-c,,",
        "x20,多一列,社区,党组织,t5-s,,,多",
        "x21,自己的上级,社区,党组织,x21,,");

    ImportReport report = cityImport.importFrom(folder.resource(), null);

    assertThat(report.refused()).extracting(RefusedLine::toString).containsExactly(
        "organisations.csv 第 2 行，上级编码：没有编码为“nowhere”的组织，请核对上级编码。",
        "organisations.csv 第 3 行，层级：“街道”一级不能放在“社区”一级之下，请核对层级和上级编码。",
        "organisations.csv 第 4 行，层级：“社区”一级不能放在“社区”一级之下，请核对层级和上级编码。",
        "organisations.csv 第 5 行，编码：“X 4”不合要求，只能用小写字母、数字和连字符，最多 40 个字符。",
        "organisations.csv 第 7 行，编码：与第 6 行重复，请删去一行。",
        "organisations.csv 第 8 行，名称：没有填写，请补上。",
        "organisations.csv 第 9 行，名称：有 121 个字，最多 120 个字，请缩短。",
        "organisations.csv 第 11 行，类型：没有“协会”这一项，可填：党组织、管理中心、志愿队、社会组织。",
        "organisations.csv 第 12 行，层级：没有“镇”这一项，可填：市、街道、社区、网格、楼栋。",
        "organisations.csv 第 13 行，层级：没有填写，请补上。",
        "organisations.csv 第 14 行，上级编码：没有填写，请补上。",
        "organisations.csv 第 15 行，上级编码：市一级没有上级，此列应留空。",
        "organisations.csv 第 16 行，上级编码：上级“t5-m”是管理中心，上级应为党组织。",
        "organisations.csv 第 17 行，上级编码：上级“x1”那一行没有导入，请先改正那一行。",
        "organisations.csv 第 18 行，上级编码：管理中心应设在街道（没有街道的城市设在市）之下，请核对上级编码。",
        "organisations.csv 第 19 行，登记情况：没有“已登记”这一项，可填：登记、备案、未登记。",
        "organisations.csv 第 20 行，成立日期：“2023-02-30”不是有效的日期，请按 2026-03-01 的样式填写。",
        "organisations.csv 第 21 行，成立日期：成立日期在今天以后，请核对。",
        "organisations.csv 第 22 行，类型：这个编码已是“党组织”，类型不能更改；新的组织请用新的编码。",
        "organisations.csv 第 23 行，层级：这个编码已是“网格”一级，层级不能更改；新的组织请用新的编码。",
        "organisations.csv 第 24 行：这一行有 8 列，表头只有 7 列；内容里的逗号请用双引号括起来。",
        "organisations.csv 第 25 行，上级编码：没有编码为“x21”的组织，请核对上级编码。");
    assertThat(report.organisations()).isEqualTo(2);
    assertThat(organisations.get("x5").name()).isEqualTo("先来");
    assertThat(organisations.get("x8").name()).hasSize(240);
    assertThat(report.text()).startsWith("导入组织 2 个、人员 14 名、任职 14 条、代理 0 条、处罚 0 条；22 行未导入：");
  }

  @Test
  void refusesPeopleWhoCannotBeReachedOrNamed() throws IOException {
    folder.file(
        "people.csv",
        "账号,姓名,电话,邮箱,初始密码,工号",
        "有汉字,甲,,,,",
        "tp.a,,,,,",
        "tp.b,乙,12345,,,",
        "tp.c,丙,,someone@,,",
        "tp.d,丁,,,short,",
        "tp.e,戊,138 0013 8000,a.b@demo.example,,",
        "tp.e,己,0537-5110000,,,");
    ImportReport report = cityImport.importFrom(folder.resource(), null);
    assertThat(report.refused()).extracting(RefusedLine::toString).containsExactly(
        "people.csv 第 1 行，工号：没有这个列名，此列没有读入；可用的列名：账号、姓名、电话、邮箱、初始密码。",
        "people.csv 第 2 行，账号：“有汉字”不合要求，只能用字母、数字、点、下划线和连字符，最多 59 个字符。",
        "people.csv 第 3 行，姓名：没有填写，请补上。",
        "people.csv 第 4 行，电话：“12345”不是有效的电话，请填 11 位手机号，或区号加固定电话。",
        "people.csv 第 5 行，邮箱：“someone@”不是有效的邮箱，请按 name@example.cn 的样式填写。",
        "people.csv 第 6 行，初始密码：初始密码少于 8 个字符，请改长一些。",
        "people.csv 第 8 行，账号：与第 7 行重复，请删去一行。");
    assertThat(people.get("tp.e").phone()).isEqualTo("13800138000");
  }

  @Test
  void refusesRolesThatDoNotFit() throws IOException {
    folder.cities().file(
        "roles.csv",
        "账号,组织编码,角色,领域,开始日期,结束日期",
        "nobody,t5-c,经办,,,",
        "t5.spare,nowhere,经办,,,",
        "t5.spare,t5-c,主任,,,",
        "t5.spare,t5-c,导师,,,",
        "t5.spare,t5-s,负责人,,,",
        "t5.spare,t5-v,经办,,,",
        "t5.spare,t5-c,专家,elderly,,",
        "t5.spare,t5-s,专家,,,",
        "t5.spare,t5-s,专家,养老,,",
        "t5.spare,t5-c,签批,健康,,",
        "t5.spare,t5-c,签批,,2024-05-01,2024-04-30",
        "t5.spare,t5-c,经办,,2021-01-01,2021-12-31",
        "t5.spare,t5-c,经办,,2021-01-01,",
        "t5.spare,t5-c,经办,,2021-06-01,",
        "t5.spare,t5-c,经办,,2022-01-01,");
    ImportReport report = cityImport.importFrom(folder.resource(), null);
    assertThat(report.refused()).extracting(RefusedLine::toString).containsExactly(
        "roles.csv 第 2 行，账号：没有账号“nobody”的人员，请先在 people.csv 里登记。",
        "roles.csv 第 3 行，组织编码：没有编码为“nowhere”的组织，请核对组织编码。",
        "roles.csv 第 4 行，角色：没有“主任”这一项，可填：经办、签批、专家、导师、负责人、成员、监督、管理员。",
        "roles.csv 第 5 行，角色：“t5-c”（社区党组织）不设“导师”这个角色，请核对角色和组织编码。",
        "roles.csv 第 6 行，角色：“t5-s”（街道党组织）不设“负责人”这个角色，请核对角色和组织编码。",
        "roles.csv 第 7 行，角色：“t5-v”（志愿队）不设“经办”这个角色，请核对角色和组织编码。",
        "roles.csv 第 8 行，角色：“t5-c”（社区党组织）不设“专家”这个角色，请核对角色和组织编码。",
        "roles.csv 第 9 行，领域：专家须填写领域，多个领域用分号隔开。",
        "roles.csv 第 10 行，领域：没有“养老”这个领域，可填：扶老助残、医疗健康、生活服务、儿童关爱、环境整治、文化教育、应急与其他；多个领域用分号隔开。",
        "roles.csv 第 11 行，领域：没有“健康”这个领域，可填：扶老助残、医疗健康、生活服务、儿童关爱、环境整治、文化教育、应急与其他；多个领域用分号隔开。",
        "roles.csv 第 11 行，领域：只有专家填写领域，此列应留空。",
        "roles.csv 第 12 行，结束日期：结束日期早于开始日期，请改正。",
        "roles.csv 第 14 行：与第 13 行重复，请删去一行。",
        "roles.csv 第 15 行，开始日期：与第 13 行的任期重叠，请改正日期或删去一行。");
    assertThat(people.holders("t5-c", Role.CLERK)).extracting(Person::id).containsExactly("t5.spare");
    assertThat(jdbc.sql("select count(*) from hatchery.holding where person = 't5.spare'").query(Long.class).single())
        .isEqualTo(2);
  }

  @Test
  void theSameTermImportedAgainIsCorrectedNotDoubled() throws IOException {
    folder.cities().file("roles.csv", "账号,组织编码,角色,开始日期,结束日期", "t5.spare,t5-c,经办,,");
    cityImport.importFrom(folder.resource(), null);
    cityImport.importFrom(folder.resource(), null);
    assertThat(terms()).containsExactly(today.get() + " null");
    folder.file("roles.csv", "账号,组织编码,角色,开始日期,结束日期", "t5.spare,t5-c,经办,2023/3/1,");
    cityImport.importFrom(folder.resource(), null);
    assertThat(terms()).containsExactly("2023-03-01 null");
    folder.file("roles.csv", "账号,组织编码,角色,开始日期,结束日期", "t5.spare,t5-c,经办,,2024-03-01");
    cityImport.importFrom(folder.resource(), null);
    cityImport.importFrom(folder.resource(), null);
    assertThat(terms()).containsExactly("2023-03-01 2024-03-01");
    folder.file("roles.csv", "账号,组织编码,角色,开始日期,结束日期", "t5.spare,t5-c,经办,2025-01-01,");
    cityImport.importFrom(folder.resource(), null);
    assertThat(terms()).containsExactly("2023-03-01 2024-03-01", "2025-01-01 null");
    folder.file("roles.csv", "账号,组织编码,角色,开始日期,结束日期", "t5.spare,t5-c,经办,2023-03-01,");
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).extracting(RefusedLine::reason)
        .containsExactly("与已登记的另一段任期重叠，请核对开始日期和结束日期。");
  }

  @Test
  void refusesDeputiesThatDoNotFit() throws IOException {
    LocalDate day = today.get();
    folder.cities().file(
        "deputies.csv",
        "账号,代理人账号,角色,组织编码,开始日期,结束日期",
        "t5-s.clerk,t5.spare,经办,t5-s," + day + "," + day.plusDays(5),
        "t5-s.clerk,nobody,经办,t5-s,2026-01-01,2026-02-01",
        "t5-s.clerk,t5-s.clerk,经办,t5-s,2026-01-01,2026-02-01",
        "t5-s.clerk,t5.spare,签批,t5-s,2026-01-01,2026-02-01",
        "t5.expert,t5.spare,专家,t5,2026-01-01,2026-02-01",
        "t5-s.clerk,t5.spare,经办,t5-s,2026-03-01,2026-02-01",
        "t5-s.clerk,t5.spare,经办,t5-s,,下个月");
    ImportReport report = cityImport.importFrom(folder.resource(), null);
    assertThat(report.refused()).extracting(RefusedLine::toString).containsExactly(
        "deputies.csv 第 3 行，代理人账号：没有账号“nobody”的人员，请先在 people.csv 里登记。",
        "deputies.csv 第 4 行，代理人账号：代理人不能是本人，请另填一人。",
        "deputies.csv 第 5 行，角色：“t5-s.clerk”在这一期间不是“t5-s”的签批，请核对。",
        "deputies.csv 第 6 行，角色：“专家”须由本人履职，不能指定代理人。",
        "deputies.csv 第 7 行，结束日期：结束日期早于开始日期，请改正。",
        "deputies.csv 第 8 行，开始日期：没有填写，请补上。",
        "deputies.csv 第 8 行，结束日期：“下个月”不是有效的日期，请按 2026-03-01 的样式填写。");
    assertThat(identity.createGroupQuery().groupMember("t5.spare").list()).extracting(g -> g.getId())
        .containsExactly("t5-s:clerk");
  }

  @Test
  void sanctionsAreTakenOverOnceAndCorrected() throws IOException {
    String header = "组织编码,类别,依据,列入日期,移出日期";
    folder.cities().file(
        "sanctions.csv",
        header,
        "t5-v,经营异常名录,未报年报,2024-03-01,",
        "t5-v,失信名单,拒不履行,2020-01-01,2022-01-01",
        "t5-v,失信名单,又一次,2022-01-02,2022-02-01",
        "t3-v,GRAVE,重大违法,2021/5/6,2023.5.6");
    ImportReport report = cityImport.importFrom(folder.resource(), null);
    assertThat(report.refused()).isEmpty();
    assertThat(report.sanctions()).isEqualTo(4);
    List<Sanction> before = sanctions.of("t5-v", today.get());
    assertThat(cityImport.importFrom(folder.resource(), null)).isEqualTo(report);
    assertThat(sanctions.of("t5-v", today.get())).isEqualTo(before).hasSize(3);
    assertThat(sanctions.updated()).contains(today.get());

    folder.file("sanctions.csv", header, "t5-v,经营异常名录,未报年报（更正）,2024-03-02,2025-01-31");
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).isEmpty();
    assertThat(sanctions.of("t5-v", today.get()))
        .hasSize(3)
        .contains(
            new Sanction(
                "t5-v", Sanction.Kind.ABNORMAL, "未报年报（更正）", LocalDate.of(2024, 3, 2), LocalDate.of(2025, 1, 31)));
    assertThat(sanctions.of("t3-v", LocalDate.of(2021, 5, 5))).as("not before it began").isEmpty();
    assertThat(sanctions.of("t3-v", LocalDate.of(2021, 5, 6))).hasSize(1);
  }

  @Test
  void aSanctionEnteredByMistakeIsRevokedAndKeptAside() throws IOException {
    String header = "组织编码,类别,依据,列入日期,移出日期,误登撤销";
    folder.cities().file("sanctions.csv", header, "t3-v,失信名单,同名单位误登,2024-03-01,,", "t3-v,失信名单,早先一次,2020-01-01,2021-01-01,");
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).isEmpty();
    folder.file(
        "sanctions.csv", header,
        "t3-v,失信名单,经核实为同名单位，误登,2024-03-01,,是",
        "t3-v,失信名单,没有的,2019-03-01,,是",
        "t3-v,失信名单,写错了,2024-03-01,,撤");
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).extracting(RefusedLine::toString).containsExactly(
        "sanctions.csv 第 3 行，列入日期：登记册里没有这一天列入的这一类处罚，没有可撤销的，请核对。",
        "sanctions.csv 第 4 行，误登撤销：误登的填“是”，其余不填。");
    assertThat(sanctions.of("t3-v", today.get())).extracting(Sanction::basis).containsExactly("早先一次");
    assertThat(jdbc.sql("select basis || '：' || reason from hatchery.sanction_revoked where organisation = 't3-v'").query(String.class).list())
        .containsExactly("同名单位误登：经核实为同名单位，误登");
    folder.file("sanctions.csv", header, "t3-v,失信名单,经核实为同名单位，误登,2024-03-01,,是");
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).as("again: nothing more to do").isEmpty();
  }

  @Test
  void refusesSanctionsThatDoNotFit() throws IOException {
    LocalDate tomorrow = today.get().plusDays(1);
    folder.cities().file(
        "sanctions.csv",
        "组织编码,类别,依据,列入日期,移出日期",
        "nobody,失信名单,甲,2024-03-01,",
        "t5-s,失信名单,甲,2024-03-01,",
        "t5-v,黑名单,甲,2024-03-01,",
        "t5-v,失信名单,,2024-03-01,",
        "t5-v,失信名单," + "长".repeat(501) + ",2024-03-01,",
        "t5-v,失信名单,甲,,",
        "t5-v,失信名单,甲," + tomorrow + ",",
        "t5-v,失信名单,甲,2024-03-01,2024-02-29",
        "t5-v,失信名单,甲,2024-02-30,",
        "t5-v,失信名单,甲,2024-03-01,2024-05-01",
        "t5-v,失信名单,乙,2024-05-01,",
        "t5-v,严重违法," + "𠮷".repeat(500) + "," + today.get() + "," + tomorrow);
    ImportReport report = cityImport.importFrom(folder.resource(), null);
    assertThat(report.refused()).extracting(RefusedLine::toString).containsExactly(
        "sanctions.csv 第 2 行，组织编码：没有编码为“nobody”的组织，请核对组织编码。",
        "sanctions.csv 第 3 行，组织编码：只登记志愿队和社会组织，请核对组织编码。",
        "sanctions.csv 第 4 行，类别：没有“黑名单”这一项，可填：经营异常名录、失信名单、严重违法。",
        "sanctions.csv 第 5 行，依据：没有填写，请补上。",
        "sanctions.csv 第 6 行，依据：有 501 个字，最多 500 个字，请缩短。",
        "sanctions.csv 第 7 行，列入日期：没有填写，请补上。",
        "sanctions.csv 第 8 行，列入日期：列入日期在今天以后，请核对。",
        "sanctions.csv 第 9 行，移出日期：移出日期早于列入日期，请改正。",
        "sanctions.csv 第 10 行，列入日期：“2024-02-30”不是有效的日期，请按 2026-03-01 的样式填写。",
        "sanctions.csv 第 12 行，列入日期：与第 11 行的期间重叠，请改正日期或删去一行。");
    assertThat(report.sanctions()).isEqualTo(2);

    folder.file(
        "sanctions.csv",
        "组织编码,类别,依据,列入日期,移出日期",
        "t5-v,失信名单,丁,2020-03-01,2020-04-01");
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).isEmpty();
    folder.file(
        "sanctions.csv",
        "组织编码,类别,依据,列入日期,移出日期",
        "t5-v,失信名单,跨两段,2020-03-15,2024-03-15");
    assertThat(cityImport.importFrom(folder.resource(), null).refused()).extracting(RefusedLine::reason)
        .containsExactly("与已登记的另一段期间重叠，请核对列入日期和移出日期。");
  }

  @Test
  void filesThatCannotBeReadAreReported() throws IOException {
    folder.file("organisations.csv", "编码,名称", "x1,缺列");
    folder.file("people.csv", StandardCharsets.UTF_8, "账号,姓名\ntp.a,甲\ntp.b,\"乙\ntp.c,丙\n");
    folder.file("roles.csv", StandardCharsets.UTF_8, "");
    folder.file("deputies.csv", StandardCharsets.UTF_8, "账号,账号,代理人账号,角色,组织编码,开始日期,结束日期\n");
    folder.file("sanctions.csv", "组织编码,类别,列入日期", "t5-v,失信名单,2024-01-01");
    ImportReport report = cityImport.importFrom(folder.resource(), null);
    assertThat(report.refused()).extracting(RefusedLine::toString).containsExactly(
        "organisations.csv 第 1 行，类型：表头缺少这一列，整个文件没有导入，请补上后重新导入。",
        "people.csv 第 3 行：这一行的引号不配对，此行及以后的内容没有读入，请改正后重新导入。",
        "roles.csv 第 1 行：文件是空的，第一行应为表头：账号、组织编码、角色、领域、开始日期、结束日期。",
        "deputies.csv 第 1 行，账号：表头里有两个同名的列，请删去一个后重新导入。",
        "sanctions.csv 第 1 行，依据：表头缺少这一列，整个文件没有导入，请补上后重新导入。");
    assertThat(people.find("tp.a")).isPresent();
    assertThat(people.find("tp.c")).isEmpty();
  }

  @Test
  void anEmptyFolderIsReported() {
    assertThat(cityImport.importFrom(folder.resource(), null).text()).contains("请核对文件夹");
  }

  @Test
  void aFolderNamedAtStartIsImported() throws IOException {
    folder.file("people.csv", "账号,姓名", "tp.start,甲");
    new ImportAtStart(cityImport, path).run(null);
    assertThat(people.find("tp.start")).isPresent();
    assertThatThrownBy(() -> new ImportAtStart(cityImport, path.resolve("none")).run(null))
        .hasMessageContaining("没有文件夹");
  }

  @Test
  void areasAreThoseOfTheProjects() {
    assertThat(CityImport.AREAS)
        .isEqualTo(Arrays.stream(Area.values()).collect(Collectors.toMap(Area::code, Area::label)));
  }

  @Test
  void importingWhileSomebodyIsSignedInNeedsNoRightsOfHisAndLeavesHimSignedIn() throws IOException {
    identity.setAuthenticatedUserId("nobody");
    try {
      assertThat(cityImport.importFrom(folder.cities().resource(), null).refused()).isEmpty();
      assertThat(identity.getCurrentAuthentication()).isNotNull();
    } finally {
      identity.clearAuthentication();
    }
    assertThat(identity.createUserQuery().userId("t5.clerk").count()).isOne();
  }

  private List<String> terms() {
    return jdbc.sql("select since || ' ' || coalesce(until::text, 'null') from hatchery.holding"
            + " where person = 't5.spare' order by since")
        .query(String.class)
        .list();
  }

  private List<Long> counts() {
    return List.of(
            "hatchery.organisation", "hatchery.person", "hatchery.holding", "hatchery.deputy", "hatchery.sanction", "public.act_id_user",
            "public.act_id_group", "public.act_id_membership", "public.act_ru_authorization")
        .stream()
        .map(table -> jdbc.sql("select count(*) from " + table).query(Long.class).single())
        .toList();
  }
}
