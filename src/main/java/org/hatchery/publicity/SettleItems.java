package org.hatchery.publicity;

import java.util.List;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.springframework.stereotype.Component;

/** The time of the notice is over: what nobody objects to stands, and its case goes on by itself. */
@Component("settleItems")
class SettleItems implements Step {

  private final Notices notices;
  private final Objections objections;

  SettleItems(Notices notices, Objections objections) {
    this.notices = notices;
    this.objections = objections;
  }

  @Override
  public Outcome run(Work work) {
    List<String> disputed = objections.openOn(work.caseNumber());
    List<Notices.ItemState> free =
        notices.items(work.caseNumber()).stream()
            .filter(item -> item.state().equals("open") && !disputed.contains(item.item().caseNumber()))
            .toList();
    free.forEach(item -> notices.settle(work.caseNumber(), item.item().caseNumber(), "stands", "noticeStands"));
    return Outcome.of("settled", "公示期满，" + free.size() + " 项生效" + (disputed.isEmpty() ? "" : "，" + disputed.size() + " 项等待异议处理"));
  }
}
