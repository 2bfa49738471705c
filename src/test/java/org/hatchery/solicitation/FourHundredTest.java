package org.hatchery.solicitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.evaluation.EvaluationStory;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A call with many proposals closes in one run and goes into evaluation; with -Dhatchery.many=400 as many as a large
 * city gets. What it took stands in the log.
 */
@HatcheryTest
class FourHundredTest {

  private static final Logger LOG = LoggerFactory.getLogger(FourHundredTest.class);
  private static final int MANY = Integer.getInteger("hatchery.many", 12);
  private static final int BATCH = 10;
  private static final List<String> LEADERS = List.of("yijian.leader", "wenxin.leader", "shufang.leader");

  @Autowired Story story;
  @Autowired CallStory callStory;
  @Autowired EvaluationStory evaluation;
  @Autowired Calls calls;
  @Autowired Mails mails;

  @Test
  void manyProposalsCloseAndAreDrawnFor() {
    String call = callStory.openCall("zc", Map.of("title", "很多申报"));
    List<String> proposals = new ArrayList<>();
    took(
        "handing in",
        () ->
            IntStream.range(0, MANY)
                .mapToObj(i -> callStory.handIn(LEADERS.get(i % 3), call, Map.of("title", "第" + i + "个项目")))
                .forEach(proposals::add));
    took("closing and entering evaluation", () -> callStory.close(call));
    assertThat(calls.get(call).status()).isEqualTo(Call.Status.CLOSED);
    assertThat(proposals).allMatch(proposal -> story.runs(proposal, "project"));
    assertThat(mails.of("callClosed:SB-%").stream().filter(mail -> proposals.contains(mail.event().substring(11))))
        .as("each proposer is told").hasSize(MANY);
    took("screening, drawing, scoring and aggregating", () -> inBatches(proposals, this::evaluate));
    took("signing", () -> proposals.forEach(proposal -> evaluation.sign(proposal, "admit")));
    assertThat(proposals.stream().map(evaluation::notice).distinct()).as("one notice for all").hasSize(1).doesNotContainNull();
  }

  /** The clerk goes on while the experts work off what they have: so nobody's open reviews come to the limit. */
  private static void inBatches(List<String> proposals, Consumer<List<String>> what) {
    for (int from = 0; from < proposals.size(); from += BATCH) {
      what.accept(proposals.subList(from, Math.min(from + BATCH, proposals.size())));
    }
  }

  private void evaluate(List<String> proposals) {
    proposals.forEach(evaluation::accept);
    assertThat(proposals).as("three reviewers each").allMatch(proposal -> story.tasks(proposal, "scoreProposal").size() == 3);
    proposals.forEach(proposal -> evaluation.score(proposal, 0.8));
    assertThat(proposals).as("aggregated").allMatch(proposal -> story.tasks(proposal, "signConclusion").size() == 1);
  }

  private static void took(String what, Runnable run) {
    Instant from = Instant.now();
    run.run();
    LOG.info("{} proposals, {}: {} s", MANY, what, Duration.between(from, Instant.now()).toMillis() / 1000.0);
  }
}
