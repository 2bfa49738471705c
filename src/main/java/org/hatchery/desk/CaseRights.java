package org.hatchery.desk;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.hatchery.engine.CaseFiles;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.Role;
import org.hatchery.project.Timeline;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who sees a case, and how much of it: whoever works in one of its organisations or above them, and supervises there, sees all;
 * the group itself and the experts and mentors who were asked see it without what others say before it is announced (DOMAIN.md:
 * reviewers do not see each other, nobody hears a result before it goes up).
 */
@Component
class CaseRights {

  static final Set<Role> OFFICE = EnumSet.of(Role.CLERK, Role.SIGNER, Role.SUPERVISOR, Role.ADMIN);
  static final Set<Role> OF_GROUP = EnumSet.of(Role.LEADER, Role.MEMBER);

  /** Outcomes with which somebody who was asked stands back. */
  static final Set<String> STOOD_BACK = Set.of("avoid", "unable");

  private static final Set<String> REVIEWS = Set.of("scoreProposal", "scorePresentation", "scoreVisit");

  /** Tasks whose forms show scores and proposed results. */
  private static final String[] CONCLUDES = {
    "agreeScore", "signConclusion", "confirmRanking", "redecideResult", "recommendBrand", "grantBrand", "decideRenewal"
  };

  private final CaseFiles cases;
  private final Organisations organisations;
  private final IdentityService identity;
  private final TaskService tasks;
  private final Timeline timeline;
  private final HistoryService history;
  private final WhoWasFirst concerned;

  CaseRights(
      CaseFiles cases,
      Organisations organisations,
      IdentityService identity,
      TaskService tasks,
      Timeline timeline,
      HistoryService history,
      WhoWasFirst concerned) {
    this.cases = cases;
    this.organisations = organisations;
    this.identity = identity;
    this.tasks = tasks;
    this.timeline = timeline;
    this.history = history;
    this.concerned = concerned;
  }

  /**
   * @param everything what others said before it was announced, too
   * @param results what was scored and concluded before it was announced: only who decides on it, or supervises
   * @param adds may add documents
   * @param contacts sees names and telephones of contact persons in full
   */
  record View(boolean everything, boolean results, boolean adds, boolean contacts) {}

  /** An organisation and a role, held by oneself or as a deputy, as the engine's groups have it today. */
  record Seat(String organisation, Role role) {}

  /** Seats of the user; administrators of the installation have none by that. */
  Set<Seat> seats(String userId) {
    Set<Seat> seats = new HashSet<>();
    for (Group group : identity.createGroupQuery().groupMember(userId).list()) {
      int colon = group.getId().indexOf(':');
      if (colon > 0) {
        String role = group.getId().substring(colon + 1).toUpperCase(Locale.ROOT);
        for (Role known : Role.values()) {
          if (known.name().equals(role)) {
            seats.add(new Seat(group.getId().substring(0, colon), known));
          }
        }
      }
    }
    return seats;
  }

  boolean supervises(String userId) {
    return administrates(userId) || seats(userId).stream().anyMatch(seat -> seat.role() == Role.SUPERVISOR);
  }

  /** Organisations that the user supervises, with all below them; none for an administrator, who is not a supervisor by that. */
  List<Organisation> supervised(String userId) {
    return seats(userId).stream()
        .filter(seat -> seat.role() == Role.SUPERVISOR)
        .flatMap(seat -> organisations.under(seat.organisation()).stream())
        .distinct()
        .toList();
  }

  boolean administrates(String userId) {
    return identity.createUserQuery().userId(userId).memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0;
  }

  /** The pages of administration answer nobody else. */
  void onlyAdministrators(String userId) {
    if (!administrates(userId)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }

  /** @return empty where he may not see the case, or nobody keeps such a case */
  Optional<View> of(String caseNumber, String userId) {
    Map<String, String> anchors = cases.of(caseNumber).map(file -> file.anchors(caseNumber)).orElse(null);
    if (anchors == null) {
      return Optional.empty();
    }
    Set<Seat> seats = seats(userId);
    Set<String> reach = new HashSet<>();
    for (String anchor : new HashSet<>(anchors.values())) {
      organisations.above(anchor).stream().map(Organisation::code).forEach(reach::add);
    }
    boolean group =
        seats.stream().anyMatch(s -> OF_GROUP.contains(s.role()) && s.organisation().equals(anchors.get("group")));
    boolean office =
        administrates(userId)
            || seats.stream().anyMatch(s -> OFFICE.contains(s.role()) && reach.contains(s.organisation()));
    boolean clerk =
        seats.stream().anyMatch(s -> s.role() == Role.CLERK && anchors.containsValue(s.organisation()));
    boolean signer =
        seats.stream().anyMatch(s -> s.role() == Role.SIGNER && anchors.containsValue(s.organisation()));
    boolean asked = !group && !office && asked(caseNumber, userId);
    if (!group && !office && !asked) {
      return Optional.empty();
    }
    boolean mentor =
        asked
            && seats.stream().anyMatch(s -> s.role() == Role.MENTOR && s.organisation().equals(anchors.get("centre")));
    boolean everything = office && !group && !reviews(caseNumber, userId);
    boolean supervises = seats.stream().anyMatch(s -> s.role() == Role.SUPERVISOR && reach.contains(s.organisation()));
    boolean results = everything && (supervises || administrates(userId) || concludes(caseNumber, userId));
    return Optional.of(new View(everything, results, group || clerk || signer || mentor, group || clerk));
  }

  /** Whether he leads or belongs to the group whose case it is. */
  boolean ofGroup(String caseNumber, String userId) {
    String group = cases.of(caseNumber).map(file -> file.anchors(caseNumber).get("group")).orElse(null);
    return seats(userId).stream().anyMatch(s -> OF_GROUP.contains(s.role()) && s.organisation().equals(group));
  }

  /** Whoever reviews sees the case as a reviewer, whatever else he is. */
  private boolean reviews(String caseNumber, String userId) {
    return timeline.did(caseNumber, userId, REVIEWS)
        || tasks
                .createTaskQuery()
                .processInstanceBusinessKey(caseNumber)
                .taskAssignee(userId)
                .taskDefinitionKeyIn(REVIEWS.toArray(String[]::new))
                .count()
            > 0;
  }

  /**
   * Whether a task with the scores in its form is or was for him to do: while judging goes on, one of this judging. Who decided
   * on an earlier result hears the next with everybody else.
   */
  private boolean concludes(String caseNumber, String userId) {
    List<Timeline.Entry> entries = timeline.of(caseNumber);
    Instant since = Discretion.silent(entries) ? Discretion.told(entries).orElse(Instant.MIN) : Instant.MIN;
    return history
        .createHistoricTaskInstanceQuery()
        .processInstanceBusinessKey(caseNumber)
        .taskDefinitionKeyIn(CONCLUDES)
        .list()
        .stream()
        .filter(task -> !task.getStartTime().toInstant().isBefore(since))
        .anyMatch(task -> concerned.concerns(task.getId(), userId));
  }

  private boolean asked(String caseNumber, String userId) {
    if (tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).taskAssignee(userId).count() > 0) {
      return true;
    }
    List<Timeline.Entry> entries = timeline.of(caseNumber);
    return entries.stream().anyMatch(e -> userId.equals(e.person()) && !STOOD_BACK.contains(e.outcome()))
        && entries.stream().noneMatch(e -> userId.equals(e.person()) && STOOD_BACK.contains(e.outcome()));
  }
}
