package org.hatchery.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.HatcheryTest;
import org.hatchery.Story;
import org.hatchery.TestWorld;
import org.hatchery.calendar.Deadlines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a person gets in his mailbox of a task: engine, calendar, outbox and a real mail server together. */
@HatcheryTest
class TaskMailTest {

  private static final String DIAGRAM =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <bpmn:process id="trial" name="试办" isExecutable="true" camunda:historyTimeToLive="P1D">
          <bpmn:startEvent id="trialStart" />
          <bpmn:userTask id="trialTask" name="试办一件事" camunda:candidateGroups="gangshan:clerk" />
          <bpmn:exclusiveGateway id="trialDecided" default="trialEnds" />
          <bpmn:endEvent id="trialEnd" />
          <bpmn:sequenceFlow id="trialBegins" sourceRef="trialStart" targetRef="trialTask" />
          <bpmn:sequenceFlow id="trialGoes" sourceRef="trialTask" targetRef="trialDecided" />
          <bpmn:sequenceFlow id="trialAgain" sourceRef="trialDecided" targetRef="trialTask">
            <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${outcome != 'done'}</bpmn:conditionExpression>
          </bpmn:sequenceFlow>
          <bpmn:sequenceFlow id="trialEnds" sourceRef="trialDecided" targetRef="trialEnd" />
        </bpmn:process>
      </bpmn:definitions>
      """;

  private static final String TERMS =
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
              <inputEntry id="i1"><text>"trialTask"</text></inputEntry>
              <outputEntry id="a1"><text>10</text></outputEntry>
              <outputEntry id="b1"><text>"working"</text></outputEntry>
              <outputEntry id="c1"><text>2</text></outputEntry>
            </rule>
          </decisionTable>
        </decision>
      </definitions>
      """;

  private static final String ACTING =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
          xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="n">
        <decision id="acting" name="谁来办理" camunda:historyTimeToLive="P1D">
          <decisionTable id="t" hitPolicy="UNIQUE">
            <input id="i"><inputExpression id="e" typeRef="string"><text>taskId</text></inputExpression></input>
            <output id="o1" name="anchor" typeRef="string" />
            <output id="o2" name="level" typeRef="string" />
            <output id="o3" name="role" typeRef="string" />
            <output id="o4" name="notWho" typeRef="string" />
            <rule id="r1">
              <inputEntry id="i1"><text>"trialTask"</text></inputEntry>
              <outputEntry id="a1"><text>"owner"</text></outputEntry>
              <outputEntry id="b1"><text>""</text></outputEntry>
              <outputEntry id="c1"><text>"clerk"</text></outputEntry>
              <outputEntry id="d1"><text>""</text></outputEntry>
            </rule>
          </decisionTable>
        </decision>
      </definitions>
      """;

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Autowired Story story;
  @Autowired Mail mail;
  @Autowired Letters letters;
  @Autowired Recipients recipients;
  @Autowired MailSender sender;
  @Autowired RuntimeService runtime;
  @Autowired RepositoryService repository;
  @Autowired TaskService tasks;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;
  @Autowired Deadlines deadlines;
  @Autowired List<RecurringTask<?>> schedules;
  @Autowired DataSource database;

  private final String caseNumber = "TRIAL-" + UUID.randomUUID();
  private String deployment;

  @BeforeEach
  void deploy() {
    deployment =
        repository
            .createDeployment()
            .addString("trial.bpmn", DIAGRAM)
            .addString("terms.dmn", TERMS)
            .addString("acting.dmn", ACTING)
            .deploy()
            .getId();
    new Reminders(jdbc, clock, mail, letters, recipients, transaction).sweep();
    sender.sendDue();
    emptyMailboxes();
  }

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
    // no mail of these tests is left for the next one's sender
    jdbc.sql("delete from hatchery.mail where sent_at is null and failed_at is null and dropped_at is null").update();
  }

  private void start(String number) {
    runtime.startProcessInstanceByKey("trial", number);
  }

  private List<MimeMessage> received(String address) {
    return Arrays.stream(TestWorld.SMTP.getReceivedMessages())
        .filter(message -> GreenMailUtil.getAddressList(to(message)).contains(address))
        .toList();
  }

  private static void emptyMailboxes() {
    try {
      // a reset would begin anew on another port
      TestWorld.SMTP.purgeEmailFromAllMailboxes();
    } catch (com.icegreen.greenmail.store.FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static jakarta.mail.Address[] to(MimeMessage message) {
    try {
      return message.getRecipients(Message.RecipientType.TO);
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private int waiting() {
    return jdbc.sql(
            """
            select count(*) from hatchery.mail where sent_at is null and failed_at is null and dropped_at is null
            """)
        .query(Integer.class)
        .single();
  }

  private Reminders remindersAt(Instant now) {
    return new Reminders(jdbc, new MovedClock(now), mail, letters, recipients, transaction);
  }

  @Test
  void whoMayDoTheTaskGetsOneMailThatSaysLittleAndLinksToIt() throws Exception {
    start(caseNumber);
    sender.sendDue();
    sender.sendDue();
    Task task = story.task(caseNumber, "trialTask");
    assertThat(TestWorld.SMTP.getReceivedMessages()).hasSize(clerks());
    assertThat(received("gangshan.clerk@demo.example")).hasSize(1);
    MimeMessage message = received("gangshan.clerk@demo.example").get(0);
    assertThat(message.getSubject()).isEqualTo("【出壳】待办：试办一件事 — 为高龄老人 上门理发");
    String due =
        DateTimeFormatter.ofPattern("yyyy年M月d日").format(LocalDate.ofInstant(task.getDueDate().toInstant(), ZONE));
    assertThat(message.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(
            """
            您好！

            您有一项待办：试办一件事
            事项：为高龄老人 上门理发
            编号：%s
            截止：%s
            办理：%s

            ——
            本邮件由“出壳”系统自动发出，请勿直接回复。
            """
                .formatted(caseNumber, due, mail.link("/go/task/" + task.getId()))
                .strip());
  }

  @Test
  void theTaskOfOnePersonIsNewsForHimAlone() {
    start(caseNumber + ":zc.expert1");
    sender.sendDue();
    assertThat(TestWorld.SMTP.getReceivedMessages()).hasSize(1);
    assertThat(received("zc.expert1@demo.example")).hasSize(1);
  }

  @Test
  void whoBroughtTheTaskAboutHasItBeforeHim() {
    story.as("admin", () -> runtime.startProcessInstanceByKey("trial", caseNumber + ":admin"));
    assertThat(waiting()).isZero();
    assertThat(story.open(caseNumber + ":admin")).containsExactly("trialTask");
  }

  @Test
  void aTaskIsDueByTheTableAndItsReminderIsSet() {
    start(caseNumber);
    Task task = story.task(caseNumber, "trialTask");
    assertThat(task.getDueDate()).isAfter(Date.from(clock.instant().plus(Duration.ofDays(11))));
    assertThat(LocalDate.ofInstant(task.getFollowUpDate().toInstant(), ZONE))
        .isBefore(LocalDate.ofInstant(task.getDueDate().toInstant(), ZONE).minusDays(1));
  }

  @Test
  void savingADraftGivesNoMailAndNoMoreTime() {
    start(caseNumber);
    Task before = story.task(caseNumber, "trialTask");
    sender.sendDue();
    emptyMailboxes();
    story.pass(Duration.ofHours(25));
    story.submit("gangshan.clerk", caseNumber, "trialTask", Map.of("decision", "save"));
    Task saved = story.task(caseNumber, "trialTask");
    assertThat(saved.getId()).isNotEqualTo(before.getId());
    assertThat(saved.getDueDate()).isEqualTo(before.getDueDate());
    assertThat(saved.getFollowUpDate()).isEqualTo(before.getFollowUpDate());
    assertThat(waiting()).isZero();

    // longer than any holiday: working days pass wherever the shared clock stands
    story.pass(Duration.ofDays(12));
    story.submit("gangshan.clerk", caseNumber, "trialTask", Map.of("decision", "return"));
    Task again = story.task(caseNumber, "trialTask");
    assertThat(again.getDueDate()).as("begun anew").isAfter(before.getDueDate());

    story.pass(Duration.ofHours(25));
    runtime.setVariable(
        again.getProcessInstanceId(), "keptDraftOf_trialTask", Date.from(clock.instant().plus(Duration.ofDays(900))));
    story.submit("gangshan.clerk", caseNumber, "trialTask", Map.of("decision", "return"));
    assertThat(story.task(caseNumber, "trialTask").getDueDate())
        .as("a variable written from outside gives no time")
        .isBefore(Date.from(clock.instant().plus(Duration.ofDays(60))));
  }

  @Test
  void aTaskThatIsDoneBeforeItsMailIsSentGivesNone() {
    start(caseNumber + ":gangshan.clerk");
    mail.toPerson("other:" + caseNumber, "gangshan.clerk", "另一件事", "还要告诉");
    story.submit("gangshan.clerk", caseNumber + ":gangshan.clerk", "trialTask", Map.of("decision", "done"));
    assertThat(sender.sendDue()).isEqualTo(1);
    assertThat(received("gangshan.clerk@demo.example")).extracting(MimeMessage::getSubject).containsExactly("【出壳】另一件事");
    assertThat(
            jdbc.sql("select error from hatchery.mail where event like 'task:%' and dropped_at is not null"
                    + " and person = 'gangshan.clerk'")
                .query(String.class)
                .list())
        .contains("the task is gone");
  }

  @Test
  void aTaskThatIsRolledBackGivesNoMail() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      start(caseNumber);
                      throw new IllegalStateException("later in the same transaction");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(waiting()).isZero();
  }

  @Test
  void fourHundredTasksAtOnceAreOneMailForEachClerk() throws Exception {
    transaction.executeWithoutResult(
        status -> {
          for (int i = 0; i < 400; i++) {
            start(caseNumber + "-" + i);
          }
        });
    int clerks = clerks();
    assertThat(waiting()).isEqualTo(400 * clerks);
    assertThat(sender.sendDue()).isEqualTo(clerks);
    assertThat(received("gangshan.clerk@demo.example")).hasSize(1);
    assertThat(received("gangshan.clerk@demo.example").get(0).getSubject())
        .isEqualTo("【出壳】您有 400 项新消息：待办：试办一件事 — 为高龄老人 上门理发 等");
  }

  @Test
  void oneReminderBeforeTheEndAndOneAfterIt() throws Exception {
    start(caseNumber);
    sender.sendDue();
    emptyMailboxes();
    Task task = story.task(caseNumber, "trialTask");
    Instant remindAt = task.getFollowUpDate().toInstant();
    Instant due = task.getDueDate().toInstant();

    remindersAt(remindAt.minusSeconds(1)).sweep();
    assertThat(reminders(task)).isEmpty();
    remindersAt(remindAt).sweep();
    remindersAt(remindAt.plusSeconds(900)).sweep();
    assertThat(reminders(task)).containsOnly("reminder");
    remindersAt(due).sweep();
    assertThat(reminders(task)).containsOnly("reminder");
    remindersAt(due.plusSeconds(1)).sweep();
    remindersAt(due.plus(Duration.ofDays(30))).sweep();
    assertThat(reminders(task)).containsOnly("reminder", "overdue");

    story.submit("gangshan.clerk", caseNumber, "trialTask", Map.of("decision", "done"));
    assertThat(jdbc.sql("select count(*) from hatchery.mail where task = :t and dropped_at is null and sent_at is null")
            .param("t", task.getId())
            .query(Integer.class)
            .single())
        .as("two for each clerk")
        .isEqualTo(2 * clerks());
    sender.sendDue();
    assertThat(received("gangshan.clerk@demo.example")).as("the task was done meanwhile").isEmpty();
  }

  @Test
  void aReminderSaysThatItIsOneAndGoesToWhoHasTheTaskNow() throws Exception {
    start(caseNumber);
    sender.sendDue();
    emptyMailboxes();
    Task task = story.task(caseNumber, "trialTask");
    story.as(
        "gangshan.clerk",
        () -> {
          tasks.claim(task.getId(), "gangshan.clerk");
          return null;
        });
    remindersAt(task.getFollowUpDate().toInstant()).sweep();
    sender.sendDue();
    List<MimeMessage> ours =
        Arrays.stream(TestWorld.SMTP.getReceivedMessages()).filter(m -> text(m).contains(caseNumber)).toList();
    assertThat(ours).hasSize(1);
    assertThat(ours.get(0).getSubject()).isEqualTo("【出壳】即将到期：试办一件事 — 为高龄老人 上门理发");
    assertThat(received("gangshan.clerk@demo.example")).contains(ours.get(0));

    emptyMailboxes();
    remindersAt(task.getDueDate().toInstant().plusSeconds(1)).sweep();
    sender.sendDue();
    ours = Arrays.stream(TestWorld.SMTP.getReceivedMessages()).filter(m -> text(m).contains(caseNumber)).toList();
    assertThat(ours).hasSize(1);
    assertThat(text(ours.get(0))).contains("这项待办已经逾期，请尽快办理：试办一件事");
  }


  private static String text(MimeMessage message) {
    try {
      return message.getContent().toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTaskThatWasOverdueAllTheTimeIsNotSaidToBeDueSoon() {
    start(caseNumber);
    Task task = story.task(caseNumber, "trialTask");
    remindersAt(task.getDueDate().toInstant().plus(Duration.ofDays(3))).sweep();
    assertThat(reminders(task)).containsOnly("overdue");
  }

  @Test
  void aSuspendedTaskIsLeftAlone() {
    start(caseNumber);
    Task task = story.task(caseNumber, "trialTask");
    runtime.suspendProcessInstanceById(task.getProcessInstanceId());
    remindersAt(task.getDueDate().toInstant().plus(Duration.ofDays(3))).sweep();
    assertThat(reminders(task)).isEmpty();
    runtime.activateProcessInstanceById(task.getProcessInstanceId());
    remindersAt(task.getDueDate().toInstant().plus(Duration.ofDays(3))).sweep();
    assertThat(reminders(task)).containsOnly("overdue");
  }

  @Test
  void aDueDateThatIsMovedIsRemindedOfAnew() {
    start(caseNumber);
    Task task = story.task(caseNumber, "trialTask");
    remindersAt(task.getDueDate().toInstant().plusSeconds(1)).sweep();
    assertThat(reminders(task)).hasSize(clerks()).containsOnly("overdue");

    Instant due = task.getDueDate().toInstant().plus(Duration.ofDays(14));
    assertThat(deadlines.move(caseNumber, "trialTask", due)).isEqualTo(1);
    assertThat(deadlines.move(caseNumber + "-other", "trialTask", due)).isZero();
    Task moved = story.task(caseNumber, "trialTask");
    assertThat(moved.getDueDate()).isEqualTo(Date.from(due));
    remindersAt(moved.getFollowUpDate().toInstant().minusSeconds(1)).sweep();
    assertThat(reminders(task)).hasSize(clerks());
    remindersAt(moved.getFollowUpDate().toInstant()).sweep();
    remindersAt(due.plusSeconds(1)).sweep();
    assertThat(reminders(task)).hasSize(3 * clerks()).containsOnly("reminder", "overdue");
  }

  @Test
  void theProgramSendsAndRemindsByItself() {
    start(caseNumber + ":zc.expert1");
    List<RecurringTask<?>> ours =
        schedules.stream().filter(task -> List.of("send-mail", "remind-of-tasks").contains(task.getName())).toList();
    assertThat(ours).hasSize(2);
    Scheduler scheduler =
        Scheduler.create(database)
            .startTasks(ours.toArray(new RecurringTask[0]))
            .tableName("hatchery.scheduled_tasks")
            .pollingInterval(Duration.ofMillis(100))
            .build();
    scheduler.start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(received("zc.expert1@demo.example")).hasSize(1));
    } finally {
      scheduler.stop();
      jdbc.sql("delete from hatchery.scheduled_tasks").update();
    }
  }

  private int clerks() {
    return recipients.membersOf("gangshan:clerk").size();
  }

  private List<String> reminders(Task task) {
    return jdbc.sql("select split_part(event, ':', 1) from hatchery.mail where task = :t and event not like 'task:%'")
        .param("t", task.getId())
        .query(String.class)
        .list();
  }
}
