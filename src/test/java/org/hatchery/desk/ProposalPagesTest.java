package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.Visitor;
import org.hatchery.evaluation.EvaluationStory;
import org.hatchery.solicitation.CallStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A leader sees the group's proposals and where each stands, and no result before its notice is up. */
@HatcheryTest
class ProposalPagesTest {

  @LocalServerPort int port;
  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired EvaluationStory evaluation;

  @Test
  void aLeaderSeesWhereOwnProposalsStand() throws Exception {
    String call = callStory.openCall("gangshan", Map.of("title", "看进展的征集"));
    String proposal = callStory.handIn("wenxin.leader", call, Map.of("title", "进展<b>一览</b>"));
    String foreign = callStory.handIn("yijian.leader", call, Map.of("title", "别队的申报"));
    String draft = story.start("wenxin.leader", "proposal", Map.of("title", "没写完的"));
    assertThat(page("wenxin.leader"))
        .contains(proposal, "进展&lt;b&gt;一览&lt;/b&gt;", "看进展的征集（" + call + "）", "已提交，", "截止", draft, "草稿，没有提交")
        .contains("/go/task/" + story.task(draft, "writeProposal").getId())
        .doesNotContain(foreign, "别队的申报");
    assertThat(page("gangshan.clerk")).contains("您没有“负责人”的角色").doesNotContain(proposal);
    assertThat(Visitor.signedIn(port, "wenxin.leader").get("/desk/here").body()).contains("\"leads\":true");
    assertThat(Visitor.signedIn(port, "gangshan.clerk").get("/desk/here").body()).contains("\"leads\":false");

    callStory.close(call);
    assertThat(standing(proposal)).contains("评估中，结果公示前不告知");
    evaluation.conclude(proposal, 0.4, "reject");
    assertThat(standing(proposal)).as("signed, but not up").contains("评估中，结果公示前不告知").doesNotContain("公示中");
    evaluation.admit(foreign);
    assertThat(standing(proposal)).contains("评估结果公示中");
    evaluation.letNoticeStand(proposal);
    assertThat(standing(proposal)).contains("已结束");
  }

  /** The row of the proposal. */
  private String standing(String proposal) throws Exception {
    String page = page("wenxin.leader");
    int at = page.indexOf(">" + proposal + "<");
    return page.substring(at, page.indexOf("</tr>", at));
  }

  private String page(String user) throws Exception {
    return Visitor.signedIn(port, user).get("/desk/proposals").body();
  }
}
