package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.project.Projects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HatcheryTest
class EvaluationTest {

  @Autowired Story story;
  @Autowired EvaluationStory evaluation;
  @Autowired Projects projects;

  @Test
  void aGoodProposalIsAdmittedOnceItsNoticeStands() {
    String project = evaluation.begin("yijian");
    assertThat(story.shown("gangshan-c1.clerk", project, "screenProposal").get("findings").toString()).contains("固定志愿者不少于 10 人");
    evaluation.admit(project);
    assertThat(story.open(project)).isEmpty();
    assertThat(projects.get(project).result()).as("nobody hears a result before the notice stands").isNull();
    assertThat(evaluation.notice(project)).startsWith("GS-GANGSHAN-");
    evaluation.letNoticeStand(project);
    assertThat(projects.get(project).result()).isEqualTo("admitted");
    assertThat(story.runs(project, "evaluation")).isFalse();
  }
}
