package org.hatchery.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reviewers who hand in at the same instant: each score counts, nobody reads of a collision. */
@HatcheryTest
class AtOnceTest {

  @Autowired Story story;
  @Autowired EvaluationStory stories;
  @Autowired FormService forms;
  @Autowired Evaluations evaluations;

  @Test
  void allReviewersHandInAtTheSameInstant() throws Exception {
    for (int run = 0; run < 6; run++) {
      String project = stories.begin("yijian");
      stories.accept(project);
      List<Task> tasks = story.tasks(project, "scoreProposal");
      assertThat(tasks).hasSize(3);
      Map<String, Object> sheet = stories.sheet(0.8);
      CyclicBarrier together = new CyclicBarrier(tasks.size());
      ExecutorService people = Executors.newFixedThreadPool(tasks.size());
      try {
        List<Callable<Void>> all = new ArrayList<>();
        for (Task task : tasks) {
          all.add(
              () ->
                  story.as(
                      task.getAssignee(),
                      () -> {
                        together.await();
                        forms.submitTaskForm(task.getId(), sheet);
                        return null;
                      }));
        }
        for (Future<Void> done : people.invokeAll(all)) {
          done.get();
        }
      } finally {
        people.shutdown();
      }
      assertThat(story.open(project)).containsExactly("signConclusion");
      assertThat(evaluations.result(project).orElseThrow().reviewers()).isEqualTo(3);
    }
  }
}
