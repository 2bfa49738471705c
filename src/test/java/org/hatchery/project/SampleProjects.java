package org.hatchery.project;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Projects put into the record as if the stages before had been walked, for tests of one stage alone. */
@Component
public class SampleProjects {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Numbers numbers;
  private final Projects projects;
  private final Organisations organisations;
  private final TransactionTemplate transaction;

  SampleProjects(
      JdbcClient jdbc, Clock clock, Numbers numbers, Projects projects, Organisations organisations,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.numbers = numbers;
    this.projects = projects;
    this.organisations = organisations;
    this.transaction = transaction;
  }

  /** A project of elderly care, lane seedling, budget 20 000 yuan, 12 fixed volunteers; past evaluation it has its number. */
  public String inStage(Stage stage, String group) {
    return inStage(stage, group, Area.ELDERLY, "ZJ-SAMPLE");
  }

  public String inStage(Stage stage, String group, Area area, String call) {
    return transaction.execute(status -> {
      Organisation entered = organisations.get(group);
      String street = organisations.at(group, Level.STREET).orElseThrow().code();
      String caseNumber = numbers.next("SB", group);
      jdbc.sql(
              """
              insert into hatchery.project (case_number, title, group_code, community, street, centre, owner, call_number,
                area, lane, stage, opened_at)
              values (:caseNumber, :title, :group, :community, :street, :centre, :street, :call, :area, 'SEEDLING',
                :stage, :now)
              """)
          .param("caseNumber", caseNumber)
          .param("title", "幸福食光·情暖夕阳 " + caseNumber)
          .param("group", group)
          .param("community", entered.parent())
          .param("street", street)
          .param("centre", organisations.centreOf(group).orElseThrow().code())
          .param("call", call)
          .param("area", area.name())
          .param("stage", stage.name())
          .param("now", Timestamp.from(clock.instant()))
          .update();
      projects.revise(caseNumber, dossier(), group + ".leader");
      if (stage != Stage.EVALUATION) {
        projects.admit(caseNumber);
      }
      return caseNumber;
    });
  }

  public static Dossier dossier() {
    return new Dossier(
        "辖区 80 岁以上独居老人吃饭难，网格走访登记 126 人。",
        "钢山街道独居、空巢老人",
        "每周三、周六在社区助餐点集中供餐，行动不便的由志愿者送餐上门；每餐记录身体和情绪情况，异常及时报社区。",
        "第一季度选点招募，第二季度起每周两次，年底总结。",
        List.of(new Dossier.BudgetLine("食材", 1_500_000), new Dossier.BudgetLine("保温箱和餐具", 500_000)),
        12,
        "队长张敏，厨师 2 名，送餐志愿者 9 名。",
        "助餐点场地、保温箱",
        "",
        "张敏",
        "13800001234",
        List.of("申报书", "队伍备案表", "预算明细"));
  }
}
