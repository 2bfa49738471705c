package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.hatchery.Story;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * From nothing to a started spine, through the real tasks: {@link #openCall}, {@link #handIn}, {@link #close}. Calls
 * are posted by 钢山街道 for its region (groups yijian, wenxin, shufang) unless told otherwise.
 */
@Component
public class CallStory {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Story story;
  private final JdbcClient jdbc;

  CallStory(Story story, JdbcClient jdbc) {
    this.story = story;
    this.jdbc = jdbc;
  }

  /** Posts a call of 钢山街道 that is open now. @param overrides fields of draftCall. @return its number ZJ-… */
  public String openCall(Map<String, ?> overrides) {
    return openCall("gangshan", overrides);
  }

  /** @param owner a street, or the city zc for a call to all groups */
  public String openCall(String owner, Map<String, ?> overrides) {
    String call = submitCall(owner, overrides);
    story.submit("zc.signer", call, "approveCall", Map.of("decision", "approve"));
    story.runJobs();
    return call;
  }

  /** Drafts a call and puts it before the signer. */
  public String submitCall(String owner, Map<String, ?> overrides) {
    String clerk = owner + ".clerk";
    String call = story.start(clerk, "call", Map.of());
    story.submit(clerk, call, "draftCall", callFields(overrides));
    return call;
  }

  /** Writes a whole proposal and hands it in. @param overrides fields of writeProposal. @return its number SB-… */
  public String handIn(String leader, String call, Map<String, ?> overrides) {
    String proposal = story.start(leader, "proposal", Map.of());
    story.submit(leader, proposal, "writeProposal", paperFields(call, overrides));
    return proposal;
  }

  /** Lets the call run to its closing: the spine of each proposal that was handed in is started. */
  public void close(String call) {
    Instant closes =
        jdbc.sql("select closes from hatchery.call where case_number = :call")
            .param("call", call)
            .query((row, index) -> row.getTimestamp(1).toInstant())
            .single();
    story.moveTo(closes);
  }

  /** A call with one proposal, closed. @return the number of the proposal, whose spine runs */
  public String proposalInEvaluation(String leader, Map<String, ?> overrides) {
    String call = openCall("zc", Map.of());
    String proposal = handIn(leader, call, overrides);
    close(call);
    assertThat(story.runs(proposal, "project")).as("the spine runs for %s", proposal).isTrue();
    return proposal;
  }

  /** Records a need of 钢山街道 and takes it up. @return its number XQ-… */
  public String openNeed(Map<String, ?> overrides) {
    String need = story.start("gangshan.clerk", "need", Map.of());
    story.submit("gangshan.clerk", need, "recordNeed", needFields(overrides));
    story.submit("gangshan.clerk", need, "sortNeed", Map.of("decision", "open"));
    return need;
  }

  public LocalDate today() {
    return LocalDate.ofInstant(story.now(), ZONE);
  }

  /** A call that opens today and closes in four weeks at 17:00, for everybody and everything. */
  public Map<String, Object> callFields(Map<String, ?> overrides) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("decision", "submit");
    fields.put("title", "钢山街道春季志愿服务项目征集");
    fields.put("introduction", "面向辖区征集贴近群众的志愿服务项目。");
    fields.put(
        "areas", json("[\"elderly\",\"health\",\"daily\",\"children\",\"environment\",\"culture\",\"emergency\"]"));
    fields.put("opensOn", today().toString());
    fields.put("closesOn", today().plusDays(28).toString());
    fields.put("closesAt", "17:00");
    fields.put("places", 10);
    fields.put("budgetLimit", 30000);
    fields.put("registrations", json("[\"registered\",\"filed\"]"));
    fields.put("lanes", json("[\"seedling\",\"mature\"]"));
    fields.put("presentation", "no");
    fields.put("needs", json("[]"));
    fields.put("enquiryPhone", "0537-5550001");
    fields.put("supervisionPhone", "0537-5550002");
    fields.putAll(overrides);
    return fields;
  }

  public Map<String, Object> paperFields(String call, Map<String, ?> overrides) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("decision", "handIn");
    fields.put("call", call);
    fields.put("title", "周末义剪进小区");
    fields.put("needs", json("[]"));
    fields.put("need", "小区里行动不便的老人理发难，走访时多次提到。");
    fields.put("area", "elderly");
    fields.put("lane", "seedling");
    fields.put("target", "钢山社区 60 岁以上老人约 200 人");
    fields.put("plan", "每周六上午在社区活动室义务理发，行动不便的上门。");
    fields.put("schedule", "四月起每周一次，十二月总结。");
    fields.put("budget", json("[{\"purpose\":\"理发工具\",\"amount\":3000},{\"purpose\":\"保险\",\"amount\":1200.5}]"));
    fields.put("fixedVolunteers", 16);
    fields.put("team", "理发师 6 人，志愿者 10 人，已合作三年。");
    fields.put("resources", "社区活动室，每周半天");
    fields.put("otherFunding", "无");
    fields.put("contact", "王队长");
    fields.put("phone", "13800001234");
    fields.put("attachments", "备案证明\n活动照片");
    fields.put("runningSince", today().minusYears(2).toString());
    fields.putAll(overrides);
    fields.putIfAbsent("budgetTotal", total(fields.get("budget")));
    return fields;
  }

  /** Sum of the lines, where they are such. */
  private static Object total(Object budget) {
    if (!(budget instanceof JsonValue lines)) {
      return 1;
    }
    return lines.getValue().elements().stream()
        .filter(line -> line.hasProp("amount") && line.prop("amount").isNumber())
        .map(line -> new BigDecimal(line.prop("amount").numberValue().toString()))
        .filter(amount -> amount.signum() > 0)
        .reduce(BigDecimal::add)
        .map(BigDecimal::doubleValue)
        .orElse(1.0);
  }

  public Map<String, Object> needFields(Map<String, ?> overrides) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("decision", "record");
    fields.put("summary", "老旧小区独居老人理发难");
    fields.put("details", "小区没有理发店，独居老人下楼不便。");
    fields.put("place", "钢山社区东区");
    fields.put("beneficiaries", "独居老人");
    fields.put("area", "elderly");
    fields.put("channel", "call");
    fields.put("receivedOn", today().toString());
    fields.put("contactName", "张秀英");
    fields.put("phone", "13905370000");
    fields.put("email", "zhang@example.cn");
    fields.putAll(overrides);
    return fields;
  }

  /** A list as Tasklist sends it. */
  public static Object json(String list) {
    return SpinValues.jsonValue(list).create();
  }

  /** The same, for values without quotation marks. */
  public static Object list(List<String> values) {
    return json(values.stream().map(v -> "\"" + v + "\"").toList().toString());
  }
}
