package org.hatchery.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.hatchery.HatcheryTest;
import org.hatchery.engine.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@HatcheryTest
@Transactional
class ActingTest {

  private static final Map<String, String> CASE = Map.of("group", "t5-v", "community", "t5-c", "owner", "t5-s");

  @Autowired CityImport cityImport;
  @Autowired Acting acting;
  @Autowired People people;
  @Autowired Deputies deputies;
  @Autowired Appointments appointments;
  @Autowired IdentityService identity;
  @Autowired AuthorizationService authorizations;
  @Autowired JdbcClient jdbc;
  @Autowired Today today;
  @TempDir Path folder;

  @BeforeEach
  void cities() throws IOException {
    assertThat(cityImport.importFrom(new TestFolder(folder).cities().resource(), null).refused()).isEmpty();
  }

  @Test
  void findsWhoActsFromTheAnchorsOfTheCase() {
    assertThat(acting.groups("screenProposal", CASE)).containsExactly("t5-c:clerk");
    assertThat(acting.groups("writeProposal", CASE)).containsExactly("t5-v:leader");
    assertThat(acting.groups("draftCall", CASE)).containsExactly("t5-s:clerk");
    assertThat(acting.groups("grantBrand", CASE)).containsExactly("t5:signer");
    assertThat(acting.groups("approveCall", CASE)).as("one above the owner").containsExactly("t5:signer");
    assertThat(acting.groups("approveCall", Map.of("owner", "t5-c"))).containsExactly("t5-s:signer");
    assertThat(acting.groups("approveCall", Map.of("owner", "t5"))).as("the city itself").containsExactly("t5:signer");
  }

  @Test
  void findsAnchorsThatTheCaseDoesNotNameInTheTree() {
    assertThat(acting.groups("signConclusion", CASE)).containsExactly("t5-s:signer");
    assertThat(acting.groups("approvePlan", CASE)).containsExactly("t5-m:signer");
    assertThat(acting.groups("screenProposal", Map.of("group", "t5-v"))).containsExactly("t5-c:clerk");
  }

  @Test
  void aCityWithoutStreetsRunsTheSameTasks() {
    Map<String, String> anchors = Map.of("group", "t3-v", "community", "t3-c");
    assertThat(acting.groups("screenProposal", anchors)).containsExactly("t3-c:clerk");
    assertThat(acting.groups("signConclusion", anchors)).containsExactly("t3:signer");
    assertThat(acting.groups("grantBrand", anchors)).containsExactly("t3:signer");
    assertThat(acting.groups("approvePlan", anchors)).as("nobody in the centre").containsExactly("t3:signer");
  }

  @Test
  void climbsWhereNobodyHoldsTheRole() {
    Map<String, String> anchors = Map.of("group", "t5-v2", "community", "t5-c2", "street", "t5-s2");
    assertThat(acting.groups("screenProposal", anchors)).containsExactly("t5:clerk");
    assertThat(acting.groups("signConclusion", anchors)).containsExactly("t5:signer");
    assertThat(acting.groups("writeProposal", anchors)).as("nobody at all").containsExactly("camunda-admin");
    assertThat(acting.groups("approvePlan", Map.of("owner", "nowhere"))).containsExactly("camunda-admin");
    appointments.dismiss("t5-c.clerk", "t5-c", Role.CLERK);
    assertThat(acting.groups("screenProposal", CASE)).containsExactly("t5-s:clerk");
  }

  @Test
  void tasksForOnePersonHaveNoGroupAndUnknownOnesAreRefused() {
    assertThat(acting.groups("scoreProposal", CASE)).isEmpty();
    assertThatThrownBy(() -> acting.groups("noSuchTask", CASE)).isInstanceOf(IllegalStateException.class);
    assertThat(acting.notWho("signConclusion")).contains("writeProposal", "screenProposal", "scoreProposal");
    assertThat(acting.notWho("draftPlan")).isEmpty();
  }

  @Test
  void aDeputyActsOnlyWhileThePeriodRuns() {
    LocalDate day = today.get();
    Set<String> group = Set.of("t5-s:clerk");
    assertThat(acting.capacity("t5.spare", group).role()).isNull();

    deputies.name("t5-s.clerk", "t5.spare", Role.CLERK, "t5-s", day.plusDays(1), day.plusDays(3));
    assertThat(groupsOf("t5.spare")).isEmpty();

    jdbc.sql("update hatchery.deputy set since = :day where deputy = 't5.spare'").param("day", day).update();
    deputies.syncDeputies();
    deputies.syncDeputies();
    assertThat(groupsOf("t5.spare")).containsExactly("t5-s:clerk");
    assertThat(people.inGroup("t5-s:clerk")).extracting(Person::name).containsExactly("街道经办", "𠮷野·替补");
    Capacity capacity = acting.capacity("t5.spare", group);
    assertThat(capacity.role()).isEqualTo(Role.CLERK);
    assertThat(capacity.organisation().code()).isEqualTo("t5-s");
    assertThat(capacity.actingFor().id()).isEqualTo("t5-s.clerk");
    assertThat(acting.actingFor("t5.spare", group)).isEqualTo("街道经办");
    assertThat(acting.actingFor("t5-s.clerk", group)).isEmpty();

    deputies.end(deputies.of("t5-s.clerk").get(0).id());
    assertThat(groupsOf("t5.spare")).isEmpty();
    assertThat(acting.actingFor("t5.spare", group)).isEmpty();
  }

  @Test
  void aDeputyLosesTheGroupWithTheOneHeStandsInFor() {
    LocalDate day = today.get();
    deputies.name("t5-s.clerk", "t5.spare", Role.CLERK, "t5-s", day, day.plusDays(3));
    assertThat(groupsOf("t5.spare")).containsExactly("t5-s:clerk");
    appointments.dismiss("t5-s.clerk", "t5-s", Role.CLERK);
    assertThat(groupsOf("t5.spare")).isEmpty();
    assertThat(groupsOf("t5-s.clerk")).isEmpty();
    appointments.appoint("t5.spare", "t5-s", Role.CLERK);
    assertThat(acting.capacity("t5.spare", Set.of("t5-s:clerk")).actingFor()).isNull();
  }

  @Test
  void deputiesThatDoNotFitAreRefusedInPlainWords() {
    LocalDate day = today.get();
    assertRefused(() -> deputies.name("t5-s.clerk", "t5-s.clerk", Role.CLERK, "t5-s", day, day), "不能是本人");
    assertRefused(() -> deputies.name("t5-s.clerk", "nobody", Role.CLERK, "t5-s", day, day), "没有账号“nobody”");
    assertRefused(() -> deputies.name("t5-s.clerk", "t5.spare", Role.SIGNER, "t5-s", day, day), "不是“五级街道”的签批");
    assertRefused(() -> deputies.name("t5.expert", "t5.spare", Role.EXPERT, "t5", day, day), "须由本人履职");
    assertRefused(
        () -> deputies.name("t5-s.clerk", "t5.spare", Role.CLERK, "t5-s", day, day.minusDays(1)), "早于开始日期");
    assertRefused(
        () -> deputies.name("t5-s.clerk", "t5.spare", Role.CLERK, "t5-s", day.minusDays(2), day.minusDays(1)),
        "已经过去");
    assertRefused(() -> appointments.appoint("t5.spare", "t5-v", Role.MENTOR), "志愿队“五级志愿队”不设“导师”");
  }

  @Test
  void theExpertActsForHisPoolAndAStrangerForNobody() {
    assertThat(acting.capacity("t5-s.expert", Set.of()))
        .extracting(Capacity::role, c -> c.organisation().code())
        .containsExactly(Role.EXPERT, "t5-s");
    assertThat(acting.capacity("root", Set.of("camunda-admin")))
        .isEqualTo(new Capacity(new Person("root", "root", null, null), null, null, null));
  }

  @Test
  void rolesBringTheRightsThatTasklistNeedsAndNoMore() {
    assertThat(may("t5-s.clerk", Permissions.ACCESS, Resources.APPLICATION, "tasklist")).isTrue();
    assertThat(may("t5-s.clerk", Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "call")).isTrue();
    assertThat(may("t5-s.clerk", Permissions.CREATE, Resources.PROCESS_INSTANCE, "*")).isTrue();
    assertThat(may("t5-s.clerk", Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "proposal")).isFalse();
    assertThat(may("t5-v.leader", Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "proposal")).isTrue();
    assertThat(may("t5.expert", Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "scoreChange")).isTrue();
    assertThat(may("t5.expert", Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "call")).isFalse();
    assertThat(may("t5-s.clerk", Permissions.CREATE_INSTANCE, Resources.PROCESS_DEFINITION, "scoreChange")).isFalse();
    assertThat(may("t5-s.clerk", Permissions.ACCESS, Resources.APPLICATION, "cockpit")).isFalse();
    assertThat(may("t5-s.clerk", Permissions.READ, Resources.PROCESS_INSTANCE, "*")).isFalse();
  }

  @Test
  void whoIsAdministratorIsOneInTheEngineToo() {
    appointments.appoint("t5.spare", "t5", Role.ADMIN);
    assertThat(groupsOf("t5.spare")).containsExactlyInAnyOrder("t5:admin", "camunda-admin");
    assertThat(people.inGroup("camunda-admin")).extracting(Person::id).contains("t5.spare");
    assertThat(may("t5.spare", Permissions.ACCESS, Resources.APPLICATION, "cockpit")).isTrue();
  }

  @Test
  void everyUserTaskOfEveryDiagramHasARow() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bpmn")).toList()) {
        List<String> tasks =
            Pattern.compile("<(?:bpmn:)?userTask [^>]*?\\bid=\"([^\"]+)\"").matcher(Files.readString(file)).results()
                .map((MatchResult m) -> m.group(1))
                .toList();
        for (String task : tasks) {
          assertThat(acting.notWho(task)).as(task).isNotNull();
        }
      }
    }
  }

  private boolean may(String user, Permissions permission, Resources resource, String id) {
    return authorizations.isUserAuthorized(user, groupsOf(user), permission, resource, id);
  }

  private List<String> groupsOf(String user) {
    return identity.createGroupQuery().groupMember(user).list().stream().map(g -> g.getId()).sorted().toList();
  }

  private static void assertRefused(Runnable act, String text) {
    assertThatThrownBy(act::run).isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.text()).contains(text));
  }
}
