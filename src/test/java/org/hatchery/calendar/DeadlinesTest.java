package org.hatchery.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.hatchery.HatcheryTest;
import org.hatchery.engine.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@HatcheryTest
class DeadlinesTest {

  @Autowired Deadlines deadlines;
  @Autowired WorkCalendar calendar;
  @Autowired Rules rules;
  @Autowired RepositoryService repository;
  @Autowired Clock clock;

  @ParameterizedTest
  @CsvSource(textBlock = ROWS)
  void eachStepHasItsTerm(String step, int days, int remindBefore) {
    assertThat(deadlines.days(step)).isEqualTo(days);
    assertThat(deadlines.remindBefore(step)).isEqualTo(remindBefore);
    if (days == 0) {
      assertThatThrownBy(() -> deadlines.due(step, clock.instant()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("leaves the end of " + step + " to the case");
    } else {
      Instant from = Instant.parse("2026-09-30T02:00:00Z");
      assertThat(deadlines.due(step, from)).isEqualTo(calendar.endOfWorkingDay(from, days));
    }
  }

  @Test
  void everyRowOfTheTableIsWhole() {
    for (Rule row : rows()) {
      List<String> said = row.getOutputEntries().stream().map(entry -> entry.getTextContent().strip()).toList();
      int days = Integer.parseInt(said.get(0));
      int remindBefore = Integer.parseInt(said.get(2));
      String step = stepOf(row);
      assertThat(said.get(1)).as("unit of %s", step).isIn("\"working\"", "\"calendar\"", "\"case\"");
      assertThat(days == 0).as("days of %s: 0 only where the case says when it ends", step)
          .isEqualTo(said.get(1).equals("\"case\""));
      assertThat(remindBefore).as("reminder of %s", step).isBetween(0, days == 0 ? 10 : days - 1);
      assertThat(row.getDescription()).as("Chinese name of %s", step).isNotNull();
      assertThat(row.getDescription().getTextContent()).as("Chinese name of %s", step).containsPattern("\\p{IsHan}");
    }
  }

  @Test
  void everyTaskAndEveryTermThatIsAskedForHasARow() throws IOException {
    Set<String> asked = new TreeSet<>();
    Pattern byDiagrams = Pattern.compile("<bpmn:userTask id=\"(\\w+)\"|deadlines\\.\\w+\\(execution, *'(\\w+)'");
    Pattern byClasses = Pattern.compile("deadlines\\s*\\.(?:due|days|remindBefore)\\(\"(\\w+)\"");
    for (Path file : filesIn("bpmn", ".bpmn")) {
      byDiagrams.matcher(Files.readString(file)).results()
          .forEach(found -> asked.add(found.group(1) != null ? found.group(1) : found.group(2)));
    }
    for (Path file : filesIn("src/main/java", ".java")) {
      byClasses.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
    }
    assertThat(asked).isNotEmpty();
    assertThat(rows().stream().map(DeadlinesTest::stepOf).toList()).doesNotHaveDuplicates().containsAll(asked);
  }

  private static List<Path> filesIn(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static Collection<Rule> rows() {
    return Dmn.readModelFromFile(Path.of("bpmn/calendar/deadlines.dmn").toFile()).getModelElementsByType(Rule.class);
  }

  private static String stepOf(Rule row) {
    return row.getInputEntries().iterator().next().getTextContent().strip().replace("\"", "");
  }

  @Test
  void aStepThatIsNotInTheTableIsAMistake() {
    assertThatThrownBy(() -> deadlines.days("walkTheDog"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no row for the step walkTheDog");
  }

  @Test
  void aTimerEndsWithTheTermThatBeginsNow() {
    Date end = deadlines.end(mock(DelegateExecution.class), "confirmEnrolment");
    assertThat(end.toInstant()).isEqualTo(calendar.endOfWorkingDay(clock.instant(), 5));
  }

  @Test
  void aReminderComesInTheMorningOfAWorkingDay() {
    // a Thursday; three working days before it is the Monday
    Instant due = Instant.parse("2099-10-08T15:59:59Z");
    Deadlines.Dates dates = deadlines.datesOf("reportMilestone", due);
    assertThat(dates.due()).isEqualTo(due);
    assertThat(dates.remindAt()).isEqualTo(Instant.parse("2099-10-05T01:00:00Z"));
  }

  @Test
  void aReminderThatWouldComeAtOnceIsLeftOut() {
    Instant due = clock.instant().plusSeconds(60);
    assertThat(deadlines.datesOf("writeProposal", due).remindAt()).isEqualTo(due);
    Deadlines.Dates brief = deadlines.datesOf("recordNeed", null);
    assertThat(brief.remindAt()).isEqualTo(brief.due());
  }

  @Test
  void aTermInCalendarDaysThatEndsOnADayOffEndsOnTheNextWorkingDay() {
    String table =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
            xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="n">
          <decision id="deadlines" name="办理期限" camunda:historyTimeToLive="P1D">
            <decisionTable id="t" hitPolicy="UNIQUE">
              <input id="i"><inputExpression id="e" typeRef="string"><text>taskId</text></inputExpression></input>
              <output id="o1" name="days" typeRef="integer" />
              <output id="o2" name="unit" typeRef="string" />
              <output id="o3" name="remindBefore" typeRef="integer" />
              <rule id="r1">
                <inputEntry id="i1"><text>"publicNotice"</text></inputEntry>
                <outputEntry id="a1"><text>5</text></outputEntry>
                <outputEntry id="b1"><text>"calendar"</text></outputEntry>
                <outputEntry id="c1"><text>0</text></outputEntry>
              </rule>
              <rule id="r2">
                <inputEntry id="i2"><text>"odd"</text></inputEntry>
                <outputEntry id="a2"><text>5</text></outputEntry>
                <outputEntry id="b2"><text>"weeks"</text></outputEntry>
                <outputEntry id="c2"><text>0</text></outputEntry>
              </rule>
            </decisionTable>
          </decision>
        </definitions>
        """;
    String deployment = repository.createDeployment().addString("own.dmn", table).deploy().getId();
    try {
      assertThat(deadlines.due("publicNotice", Instant.parse("2026-09-25T02:00:00Z")))
          .isEqualTo(Instant.parse("2026-09-30T15:59:59Z"));
      assertThat(deadlines.due("publicNotice", Instant.parse("2026-09-29T02:00:00Z")))
          .isEqualTo(Instant.parse("2026-10-08T15:59:59Z"));
      assertThatThrownBy(() -> deadlines.due("odd", clock.instant())).hasMessageContaining("unit of odd is weeks");
    } finally {
      repository.deleteDeployment(deployment, true);
    }
    assertThat(deadlines.due("publicNotice", Instant.parse("2026-09-29T02:00:00Z")))
        .isEqualTo(Instant.parse("2026-10-12T15:59:59Z"));
  }

  private static final String ROWS =
      """
      recordNeed, 1, 0
      ruleNeed, 5, 2
      recordSolved, 20, 5
      unlinkNeed, 3, 1
      needSolved, 60, 0
      sortNeed, 3, 1
      draftCall, 5, 1
      approveCall, 3, 1
      decideUnanswered, 3, 1
      writeCallWithdrawal, 3, 1
      writeCallExtension, 3, 1
      admitLate, 3, 1
      writeProposal, 0, 0
      takeBackProposal, 0, 0
      lateEntry, 3, 0
      screenProposal, 5, 1
      correctProposal, 10, 2
      contestRefusal, 10, 2
      reconsiderRefusal, 15, 3
      widenPool, 3, 1
      scoreProposal, 10, 2
      writeRecusal, 3, 1
      decideRecusal, 3, 1
      arrangePresentation, 5, 2
      markPresentation, 1, 0
      scorePresentation, 3, 1
      changeScore, 2, 1
      agreeScore, 5, 1
      signConclusion, 3, 1
      reviseProposal, 10, 2
      recordObjection, 1, 0
      stateOnObjection, 5, 2
      writeReconsideration, 5, 1
      decideReconsideration, 15, 3
      writeCorrection, 3, 1
      approveCorrection, 2, 1
      decideObjection, 10, 2
      draftPlan, 10, 2
      approvePlan, 5, 1
      assignMentor, 5, 1
      reportMilestone, 0, 3
      verifyMilestone, 5, 1
      recommendReadiness, 5, 1
      confirmReadiness, 5, 1
      reportRectification, 20, 3
      verifyRectification, 5, 1
      confirmEnrolment, 5, 1
      draftRound, 5, 1
      arrangeVisits, 5, 1
      scoreVisit, 15, 3
      confirmRanking, 5, 1
      applyBrand, 15, 3
      recommendBrand, 5, 1
      grantBrand, 10, 2
      fileReport, 10, 2
      decideRenewal, 10, 2
      writeWithdrawal, 3, 1
      writeTermination, 3, 1
      publicNotice, 5, 0
      callMinimum, 10, 0
      draftReminderFirst, 3, 0
      draftReminderLast, 1, 0
      reconsideration, 15, 3
      resourceMatch, 10, 0
      mentorSilence, 10, 0
      milestoneGrace, 5, 0
      milestoneAgain, 5, 0
      rectification, 20, 3
      quarterlyReport, 10, 2
      """;
}
