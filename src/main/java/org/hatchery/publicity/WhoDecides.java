package org.hatchery.publicity;

import java.util.Set;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.TaskTaken;
import org.hatchery.organisation.Acting;
import org.hatchery.project.Timeline;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who signed, screened or scored what was announced decides neither on an objection to it nor on its review (DOMAIN.md,
 * Public notice); the steps that exclude stand in acting.dmn.
 */
@Component
class WhoDecides {

  private static final Set<String> DECISIONS = Set.of("decideObjection", "decideReconsideration");

  private final Objections objections;
  private final Notices notices;
  private final Acting acting;
  private final Timeline timeline;

  WhoDecides(Objections objections, Notices notices, Acting acting, Timeline timeline) {
    this.objections = objections;
    this.notices = notices;
    this.acting = acting;
    this.timeline = timeline;
  }

  @EventListener
  void check(TaskTaken taken) {
    if (!DECISIONS.contains(taken.work().activityId())) {
      return;
    }
    Objections.Objection objection = objections.get(taken.work().caseNumber());
    String user = taken.work().userId();
    if (notices.get(objection.notice()).signers().contains(user)
        || timeline.did(objection.caseNumber(), user, acting.notWho(taken.work().activityId()))) {
      throw new Refusal("公示的结果由您签署或经手，按回避要求不能处理对它的异议和复核。请放回任务，由其他签批人认领。");
    }
  }
}
