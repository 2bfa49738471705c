package org.hatchery.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hatchery.HatcheryTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

@HatcheryTest
class MailSenderTest {

  @Autowired Mail mail;
  @Autowired Inbox inbox;
  @Autowired Letters letters;
  @Autowired Recipients recipients;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired MailSender programsOwn;
  @Autowired Clock programs;

  private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final String event = "test:" + UUID.randomUUID();
  // a recipient of this test alone
  private final String address = UUID.randomUUID() + "@residents.example";
  private MovedClock clock;
  private JavaMailSenderImpl client;

  @BeforeEach
  void start() {
    programsOwn.sendDue();
    jdbc.sql("delete from hatchery.mail where sent_at is null and failed_at is null and dropped_at is null").update();
    smtp.start();
    clock = new MovedClock(programs.instant().plusSeconds(1));
    client = new JavaMailSenderImpl();
    client.setHost("127.0.0.1");
    client.setPort(smtp.getSmtp().getPort());
  }

  @AfterEach
  void stop() {
    smtp.stop();
    jdbc.sql("delete from hatchery.mail where recipient = :r").param("r", address).update();
  }

  private MailSender sender() {
    return sender(client);
  }

  private MailSender sender(JavaMailSender by) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    if (by != null) {
      beans.addBean("mailSender", by);
    }
    ObjectProvider<JavaMailSender> provider = beans.getBeanProvider(JavaMailSender.class);
    return new MailSender(
        jdbc,
        clock,
        letters,
        recipients,
        new MailSettings("volunteers@city.example", "出壳", 365),
        provider,
        transaction);
  }

  private List<MimeMessage> received() {
    return Arrays.stream(smtp.getReceivedMessages()).filter(message -> to(message).equals(address)).toList();
  }

  private static String to(MimeMessage message) {
    try {
      return ((InternetAddress) message.getRecipients(Message.RecipientType.TO)[0]).getAddress();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Object column(String name) {
    return jdbc.sql("select " + name + " from hatchery.mail where recipient = :r order by id limit 1")
        .param("r", address)
        .query()
        .singleRow()
        .get(name);
  }

  @Test
  void aMailArrivesWithItsChineseWordsAndItsSender() throws Exception {
    mail.toAddress(event, address, "征集结果已公布", "您提交的需求已有答复。\n查看：" + mail.link("/notices/1"));
    assertThat(sender().sendDue()).isEqualTo(1);
    assertThat(sender().sendDue()).isZero();
    assertThat(received()).hasSize(1);
    MimeMessage message = received().get(0);
    assertThat(message.getSubject()).isEqualTo("【出壳】征集结果已公布");
    assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(message.getContent().toString())
        .contains("您提交的需求已有答复。")
        .containsPattern("查看：http://\\S+/notices/1")
        .doesNotContain("[(")
        .doesNotContain("[#");
    InternetAddress from = (InternetAddress) message.getFrom()[0];
    assertThat(from.getAddress()).isEqualTo("volunteers@city.example");
    assertThat(from.getPersonal()).isEqualTo("出壳");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getMessageID()).isEqualTo("<hatchery-" + column("letter") + "@city.example>");
    assertThat(message.getSentDate().toInstant()).isCloseTo(clock.now, within(1));
  }

  private static org.assertj.core.data.TemporalUnitOffset within(int seconds) {
    return new org.assertj.core.data.TemporalUnitWithinOffset(seconds, java.time.temporal.ChronoUnit.SECONDS);
  }

  @Test
  void theSameEventReachesARecipientOnce() {
    mail.toAddress(event, address, "一", "一");
    mail.toAddress(event, " " + address + " ", "一", "一");
    sender().sendDue();
    mail.toAddress(event, address, "一", "一");
    sender().sendDue();
    assertThat(received()).hasSize(1);
  }

  @Test
  void whoGaveNoAddressGetsNoMail() {
    mail.toAddress(event, null, "一", "一");
    mail.toAddress(event, " ", "一", "一");
    assertThat(jdbc.sql("select id from hatchery.mail where event = :e").param("e", event).query().listOfRows())
        .isEmpty();
  }

  @Test
  void aServerThatIsDownIsTriedAgainAfterAPauseAndTheMailIsSentOnce() {
    smtp.stop();
    mail.toAddress(event, address, "一", "一");
    MailSender sender = sender();
    assertThat(sender.sendDue()).isZero();
    assertThat(column("attempts")).isEqualTo(1);
    assertThat(column("error").toString()).contains("refused");
    assertThat(sender.sendDue()).isZero();
    assertThat(column("attempts")).as("not before its time").isEqualTo(1);

    restartSmtp();
    clock.move(Duration.ofSeconds(59));
    assertThat(sender.sendDue()).isZero();
    clock.move(Duration.ofSeconds(1));
    assertThat(sender.sendDue()).isEqualTo(1);
    clock.move(Duration.ofDays(1));
    assertThat(sender.sendDue()).isZero();
    assertThat(received()).hasSize(1);
    assertThat(column("error")).isNull();
  }

  private void restartSmtp() {
    smtp.start();
    client.setPort(smtp.getSmtp().getPort());
  }

  @Test
  void afterTheLastAttemptItIsGivenUpVisibly() {
    smtp.stop();
    int failedBefore = mail.failed();
    mail.toAddress(event, address, "一", "一");
    MailSender sender = sender();
    sender.sendDue();
    for (Duration pause : MailSender.PAUSES) {
      assertThat(column("failed_at")).isNull();
      clock.move(pause.minusSeconds(1));
      sender.sendDue();
      Object attempts = column("attempts");
      clock.move(Duration.ofSeconds(1));
      sender.sendDue();
      assertThat(column("attempts")).isEqualTo((Integer) attempts + 1);
    }
    assertThat(column("attempts")).isEqualTo(6);
    assertThat(column("failed_at")).isNotNull();
    assertThat(column("error").toString()).contains("refused");
    assertThat(mail.failed()).isEqualTo(failedBefore + 1);
    restartSmtp();
    clock.move(Duration.ofDays(1));
    assertThat(sender.sendDue()).isZero();
    assertThat(received()).isEmpty();
  }

  @Test
  void aServerThatIsDownCostsTheOtherMailsNoAttempt() {
    String other = "b-" + address;
    smtp.stop();
    mail.toAddress(event, address, "一", "一");
    mail.toAddress(event, other, "一", "一");
    sender().sendDue();
    assertThat(column("attempts")).isEqualTo(1);
    assertThat(
            jdbc.sql("select attempts from hatchery.mail where recipient = :r")
                .param("r", other)
                .query(Integer.class)
                .single())
        .isZero();
    restartSmtp();
    assertThat(sender().sendDue()).as("the other is still due").isEqualTo(1);
    jdbc.sql("delete from hatchery.mail where recipient = :r").param("r", other).update();
  }

  @Test
  void aServerThatNeverAnswersDoesNotHoldTheSender() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      client.setPort(silent.getLocalPort());
      client.getJavaMailProperties().put("mail.smtp.timeout", "200");
      mail.toAddress(event, address, "一", "一");
      assertThat(sender().sendDue()).isZero();
      assertThat(column("error").toString()).containsIgnoringCase("timed out");
      assertThat(column("claimed_at")).isNull();
    }
  }

  @Test
  void theTimeOutsAreTenSecondsWhereNobodySetThem() {
    sender();
    assertThat(client.getJavaMailProperties())
        .containsEntry("mail.smtp.connectiontimeout", "10000")
        .containsEntry("mail.smtp.timeout", "10000")
        .containsEntry("mail.smtp.writetimeout", "10000");
  }

  @Test
  void manySendersAtOnceSendEachMailOnce() throws Exception {
    List<String> all = java.util.stream.IntStream.range(0, 60).mapToObj(i -> i + "-" + address).toList();
    transaction.executeWithoutResult(
        status -> {
          for (String one : all) {
            // several pieces each, so that a recipient could be torn between two senders
            for (int i = 0; i < 3; i++) {
              mail.toAddress(event + ":" + i, one, "第" + i + "条", "一");
            }
          }
        });
    int senders = 4;
    CyclicBarrier together = new CyclicBarrier(senders);
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    try {
      List<Future<Integer>> sent =
          java.util.stream.IntStream.range(0, senders)
              .mapToObj(
                  i -> {
                    MailSender sender = sender();
                    return threads.submit(
                        () -> {
                          together.await();
                          return sender.sendDue();
                        });
                  })
              .toList();
      int sum = 0;
      for (Future<Integer> one : sent) {
        sum += one.get();
      }
      assertThat(sum).isEqualTo(60);
    } finally {
      threads.shutdownNow();
    }
    assertThat(Arrays.stream(smtp.getReceivedMessages()).map(MailSenderTest::to).filter(all::contains))
        .containsExactlyInAnyOrderElementsOf(all);
    jdbc.sql("delete from hatchery.mail where recipient in (:all)").param("all", all).update();
  }

  @Test
  void whatIsRolledBackIsNotSent() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      mail.toAddress(event, address, "一", "一");
                      throw new IllegalStateException("after the mail was written");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(sender().sendDue()).isZero();
    assertThat(received()).isEmpty();
    mail.toAddress(event, address, "一", "一");
    assertThat(sender().sendDue()).as("the event is not used up").isEqualTo(1);
  }

  @Test
  void fourHundredPiecesOfNewsForOnePersonAreOneMail() throws Exception {
    transaction.executeWithoutResult(
        status -> {
          for (int i = 1; i <= 400; i++) {
            mail.toAddress(event + ":" + i, address, "待办：形式审查 — 第" + i + "个项目", "请办理第" + i + "项");
          }
        });
    assertThat(sender().sendDue()).isEqualTo(1);
    assertThat(received()).hasSize(1);
    MimeMessage message = received().get(0);
    assertThat(message.getSubject()).isEqualTo("【出壳】您有 400 项新消息：待办：形式审查 — 第1个项目 等");
    assertThat(message.getContent().toString())
        .contains("1. 待办：形式审查 — 第1个项目", "请办理第1项", "20. 待办", "请办理第20项")
        .doesNotContain("请办理第21项")
        .containsPattern("另有 380 项，请登录查看：http://\\S+/");
  }

  @Test
  void aRepeatedMailTakesNothingNewWithIt() throws Exception {
    smtp.stop();
    mail.toAddress(event + ":1", address, "第一条", "一");
    MailSender sender = sender();
    sender.sendDue();
    mail.toAddress(event + ":2", address, "第二条", "二");
    mail.toAddress(event + ":3", address, "第三条", "三");
    restartSmtp();
    clock.move(Duration.ofMinutes(2));
    assertThat(sender.sendDue()).isEqualTo(2);
    assertThat(received()).extracting(MimeMessage::getSubject)
        .containsExactlyInAnyOrder("【出壳】第一条", "【出壳】您有 2 项新消息：第二条 等");
    assertThat(received()).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
  }

  @Test
  void aLineBreakInASubjectOrAddressBeginsNoHeader() throws Exception {
    mail.toAddress(event, address, "标题\r\nBcc: everyone@evil.example\r\n\r\n假正文\u2028行\u0000", "正文\u0000\r\n.\r\n第二行");
    assertThat(sender().sendDue()).isEqualTo(1);
    MimeMessage message = received().get(0);
    assertThat(message.getSubject()).isEqualTo("【出壳】标题 Bcc: everyone@evil.example 假正文 行");
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    assertThat(message.getContent().toString().replace("\r\n", "\n")).contains("正文\n.\n第二行");

    String evil = address + "\r\nRCPT TO:<everyone@evil.example>";
    int failed = mail.failed();
    mail.toAddress(event, evil, "一", "一");
    assertThat(sender().sendDue()).isZero();
    assertThat(mail.failed()).as("an address that is none is given up at once").isEqualTo(failed + 1);
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    jdbc.sql("delete from hatchery.mail where event = :e").param("e", event).update();
  }

  @Test
  void wordsOfATemplateInTheTextAreOnlyText() throws Exception {
    String text = "[(${T(java.lang.System).exit(1)})] ${7*7} {{x}}";
    mail.toAddress(event, address, "[(${address})] [# th:if=\"true\"]", text);
    sender().sendDue();
    assertThat(received().get(0).getSubject()).isEqualTo("【出壳】[(${address})] [# th:if=\"true\"]");
    assertThat(received().get(0).getContent().toString()).contains(text);
  }

  @Test
  void aLongSubjectIsCutBetweenCharacters() throws Exception {
    mail.toAddress(event, address, "𠮷".repeat(300), "一");
    sender().sendDue();
    String subject = received().get(0).getSubject();
    assertThat(subject.codePointCount(0, subject.length())).isEqualTo(120);
    assertThat(subject).startsWith("【出壳】𠮷").endsWith("𠮷…");
  }

  @Test
  void aClaimOfASenderThatDiedIsFreeAgainAndTheRepetitionIsTheSameMail() throws Exception {
    mail.toAddress(event, address, "一", "一");
    // a sender that dies after the server took the mail and before the row was marked
    JavaMailSenderImpl dying =
        new JavaMailSenderImpl() {
          @Override
          public void send(MimeMessage message) {
            super.send(message);
            throw new OutOfMemoryError("the machine dies here");
          }
        };
    dying.setHost("127.0.0.1");
    dying.setPort(smtp.getSmtp().getPort());
    assertThatThrownBy(() -> sender(dying).sendDue()).isInstanceOf(OutOfMemoryError.class);
    assertThat(received()).hasSize(1);
    mail.toAddress(event + ":2", address, "二", "二");

    clock.move(MailSender.CLAIM.minusSeconds(1));
    assertThat(sender().sendDue()).as("only what came meanwhile").isEqualTo(1);
    clock.move(Duration.ofSeconds(1));
    assertThat(sender().sendDue()).isEqualTo(1);
    assertThat(received()).hasSize(3);
    assertThat(received().get(2).getMessageID()).isEqualTo(received().get(0).getMessageID());
    assertThat(received().get(2).getSubject()).isEqualTo(received().get(0).getSubject());
    assertThat(sender().sendDue()).isZero();
  }

  @Test
  void aMistakeInOneMailDoesNotStopTheOthers() {
    String other = "b-" + address;
    mail.toAddress(event, address, "一", "一");
    mail.toAddress(event, other, "一", "一");
    JavaMailSenderImpl picky =
        new JavaMailSenderImpl() {
          @Override
          public void send(MimeMessage message) {
            if (to(message).equals(address)) {
              throw new IllegalStateException("nobody thought of this");
            }
            super.send(message);
          }
        };
    picky.setHost("127.0.0.1");
    picky.setPort(smtp.getSmtp().getPort());
    assertThat(sender(picky).sendDue()).isEqualTo(1);
    assertThat(column("attempts")).isEqualTo(1);
    assertThat(column("error")).isEqualTo("nobody thought of this");
    assertThat(column("sent_at")).isNull();
    jdbc.sql("delete from hatchery.mail where recipient = :r").param("r", other).update();
  }

  @Test
  void withoutAMailServerTheInboxOfTheProgramHasIt() {
    transaction.executeWithoutResult(
        status -> {
          mail.toPerson(event + ":1", "gangshan.clerk", "第一条", "一");
          mail.toPerson(event + ":2", "gangshan.clerk", "第二条", "二");
          mail.toAddress(event, address, "给居民", "三");
        });
    assertThat(sender(null).sendDue()).isEqualTo(2);
    Inbox.Delivered delivered = inbox.of("gangshan.clerk").get(0);
    assertThat(delivered.subject()).isEqualTo("【出壳】您有 2 项新消息：第一条 等");
    assertThat(delivered.text()).contains("1. 第一条\n一\n", "2. 第二条\n二\n");
    assertThat(delivered.personId()).isEqualTo("gangshan.clerk");
    assertThat(delivered.sentAt()).isCloseTo(clock.now, within(1));
    assertThat(inbox.latest(2)).extracting(Inbox.Delivered::recipient)
        .containsExactlyInAnyOrder("gangshan.clerk", address);
    assertThat(inbox.latest(1)).hasSize(1);
    assertThat(inbox.ofAddress(address)).extracting(Inbox.Delivered::subject).containsExactly("【出壳】给居民");
    assertThat(inbox.ofAddress(address)).extracting(Inbox.Delivered::personId).containsExactly((String) null);
    assertThat(inbox.of("nobody")).isEmpty();
    assertThat(received()).isEmpty();
  }

  @Test
  void aGroupsMembersGetAMailEachAtTheirOwnAddress() {
    mail.toGroup(event, "gangshan:clerk", "一", "一");
    mail.toGroup(event, "nowhere:clerk", "一", "一");
    List<String> people =
        jdbc.sql("select recipient from hatchery.mail where event = :e").param("e", event).query(String.class).list();
    assertThat(people).contains("gangshan.clerk").doesNotHaveDuplicates();
    assertThat(sender().sendDue()).isEqualTo(people.size());
    assertThat(smtp.getReceivedMessages()).extracting(MailSenderTest::to).contains("gangshan.clerk@demo.example");
  }

  @Test
  void whoHasNoMailAddressIsNotAFailure() {
    int failed = mail.failed();
    mail.toPerson(event, "nobody-" + event, "一", "一");
    assertThat(sender().sendDue()).isZero();
    assertThat(mail.failed()).isEqualTo(failed);
    assertThat(
            jdbc.sql("select error from hatchery.mail where event = :e and dropped_at is not null")
                .param("e", event)
                .query(String.class)
                .single())
        .contains("no mail address");
  }

  @Test
  void anEmptyHostIsNoMailServer() {
    client.setHost("");
    mail.toAddress(event, address, "一", "一");
    assertThat(sender().sendDue()).isEqualTo(1);
    assertThat(inbox.ofAddress(address)).hasSize(1);
  }

  @Test
  void whatIsDoneWithIsDeletedWhenItsTimeIsOver() {
    MailSettings settings = new MailSettings("volunteers@city.example", "出壳", 30);
    mail.toAddress(event, address, "一", "一");
    sender().sendDue();
    mail.toAddress(event + ":waits", address, "一", "一");
    clock.move(Duration.ofDays(30).minusSeconds(1));
    new OldMail(jdbc, clock, settings).delete();
    assertThat(inbox.ofAddress(address)).hasSize(1);
    clock.move(Duration.ofSeconds(2));
    assertThat(new OldMail(jdbc, clock, settings).delete()).isPositive();
    assertThat(inbox.ofAddress(address)).isEmpty();
    assertThat(column("event")).isEqualTo(event + ":waits");
  }

  @Test
  void sinceWhenTheOldestMailWaits() {
    assertThat(mail.waitingSince()).isEmpty();
    mail.toAddress(event, address, "一", "一");
    assertThat(mail.waitingSince().orElseThrow()).isCloseTo(programs.instant(), within(60));
    sender().sendDue();
    assertThat(mail.waitingSince()).isEmpty();
  }

  @Test
  void aDotAloneOnALineDoesNotEndTheMail() throws Exception {
    mail.toAddress(event, address, "一", "前\n.\n后");
    sender().sendDue();
    assertThat(GreenMailUtil.getBody(received().get(0))).isNotBlank();
    assertThat(received().get(0).getContent().toString().replace("\r\n", "\n")).contains("前\n.\n后");
  }
}
