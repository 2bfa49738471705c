package org.hatchery.evaluation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Step;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/**
 * Draws reviewers for the seats that are free: all at first, later those whose reviewer could not be replaced. Too few
 * experts: nobody is drawn and the pool is widened, never are there fewer than drawing.dmn allows (DOMAIN.md
 * section 2).
 */
@Component("drawReviewers")
class DrawReviewers implements Step {

  private final SecureRandom random = new SecureRandom();
  private final Evaluations evaluations;
  private final Reviewers reviewers;
  private final Pool pool;
  private final Projects projects;
  private final People people;
  private final Mail mail;

  DrawReviewers(
      Evaluations evaluations, Reviewers reviewers, Pool pool, Projects projects, People people, Mail mail) {
    this.evaluations = evaluations;
    this.reviewers = reviewers;
    this.pool = pool;
    this.projects = projects;
    this.people = people;
    this.mail = mail;
  }

  @Override
  public Outcome run(Work work) {
    int round = evaluations.lockRound(work.caseNumber());
    Project project = projects.get(work.caseNumber());
    Pool.Figures figures = pool.figures(project);
    Set<Integer> taken =
        reviewers.seated(work.caseNumber(), round).stream().map(Reviewers.Reviewer::seat).collect(Collectors.toSet());
    List<Integer> free = IntStream.rangeClosed(1, figures.wanted()).boxed().filter(s -> !taken.contains(s)).toList();

    byte[] seedBytes = new byte[16];
    random.nextBytes(seedBytes);
    String seed = HexFormat.of().formatHex(seedBytes);
    List<Pool.Candidate> candidates = pool.candidates(project);
    List<String> order =
        Draw.repeat(
            seed,
            candidates.stream()
                .filter(candidate -> candidate.excluded() == null)
                .map(candidate -> new Draw.Candidate(candidate.person().id(), candidate.openReviews(), candidate.soft() != null))
                .toList());
    pool.keep(work.caseNumber(), seed, free.size(), figures.rule(), candidates, order);
    Set<String> softOnes =
        candidates.stream().filter(c -> c.soft() != null).map(c -> c.person().id()).collect(Collectors.toSet());
    long clear =
        Stream.concat(
                reviewers.seated(work.caseNumber(), round).stream()
                    .map(Reviewers.Reviewer::person)
                    .filter(person -> pool.soft(project, person) == null),
                order.stream().limit(free.size()).filter(person -> !softOnes.contains(person)))
            .count();
    if (order.size() >= free.size() && clear < figures.clear()) {
      return Outcome.of("short", "无任何关系的专家只有 " + clear + " 名，至少要 " + figures.clear() + " 名，须补充")
          .byRule(figures.rule());
    }
    if (order.size() < free.size()) {
      return Outcome.of("short", "可抽专家 " + order.size() + " 名，需 " + free.size() + " 名，须补充").byRule(figures.rule());
    }
    for (int i = 0; i < free.size(); i++) {
      reviewers.seat(work.caseNumber(), free.get(i), order.get(i));
    }
    mail.toGroup(
        "evaluation.drawn:" + work.caseNumber() + ":" + seed,
        people.group(project.owner(), Role.SUPERVISOR),
        "评审抽取可供监督：" + project.title(),
        "“" + project.title() + "”（" + project.known() + "）已抽取评审 " + free.size() + " 名，种子 " + seed + "。\n规则："
            + Draw.RULE + "。凭种子和名单可以重算。");
    return Outcome.of("drawn", "抽取评审 " + free.size() + " 名，候选 " + order.size() + " 名，种子 " + seed)
        .byRule(figures.rule());
  }
}
