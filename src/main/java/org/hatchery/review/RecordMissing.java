package org.hatchery.review;

import java.util.List;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.organisation.People;
import org.springframework.stereotype.Component;

/** Notes whose score is missing when the time to score is over. */
@Component("recordMissing")
class RecordMissing implements Step {

  private final Visits visits;
  private final People people;
  private final News news;

  RecordMissing(Visits visits, People people, News news) {
    this.visits = visits;
    this.people = people;
    this.news = news;
  }

  @Override
  public Outcome run(Work work) {
    List<Visits.Visit> late =
        visits.in(work.caseNumber()).stream().filter(visit -> visit.state().equals("assigned")).toList();
    late.forEach(visit -> {
      visits.missing(visit.id(), "逾期未打分");
      news.keep(
          visit.caseNumber(), "recordMissing", "记录缺评",
          Outcome.of("missing", "观摩员" + people.get(visit.observer()).name() + "逾期未打分，记为缺评"));
    });
    return Outcome.of("missing", late.size() + " 份打分逾期，记为缺评");
  }
}
