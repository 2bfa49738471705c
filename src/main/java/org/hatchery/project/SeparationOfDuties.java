package org.hatchery.project;

import org.hatchery.engine.Refusal;
import org.hatchery.engine.TaskTaken;
import org.hatchery.organisation.Acting;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who proposed, screened or scored does not sign (DOMAIN.md, People); which steps exclude which stands in acting.dmn. */
@Component
class SeparationOfDuties {

  private final Acting acting;
  private final Timeline timeline;

  SeparationOfDuties(Acting acting, Timeline timeline) {
    this.acting = acting;
    this.timeline = timeline;
  }

  @EventListener
  void check(TaskTaken taken) {
    if (timeline.did(taken.work().caseNumber(), taken.work().userId(), acting.notWho(taken.work().activityId()))) {
      throw new Refusal("这个项目前面的环节由您经手（申报、审查或评分），按回避要求不能再办这一步。请由本组织的其他人员认领。");
    }
  }
}
