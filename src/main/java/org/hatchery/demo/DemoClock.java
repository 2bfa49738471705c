package org.hatchery.demo;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.MovableClock;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.StepNames;
import org.hatchery.notification.MailSender;
import org.hatchery.notification.Reminders;
import org.hatchery.notification.Sweep;
import org.hatchery.organisation.Deputies;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves the time of the demonstration forward and runs on the way what falls due, each at its own moment. How far it is ahead
 * is kept in the database, so that a restart goes on in the same time.
 */
@Component
@ConditionalOnProperty(name = "hatchery.demo", havingValue = "true")
class DemoClock {

  static final Duration LONGEST = Duration.ofDays(400);

  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("M月d日 HH:mm").withZone(WorkCalendar.ZONE);

  private final MovableClock clock;
  private final JdbcClient jdbc;
  private final WorkCalendar calendar;
  private final Deputies deputies;
  private final Reminders reminders;
  private final MailSender mail;
  private final StepNames names;
  private final List<Sweep> sweeps;
  private volatile Move last;

  DemoClock(
      MovableClock clock,
      JdbcClient jdbc,
      WorkCalendar calendar,
      Deputies deputies,
      Reminders reminders,
      MailSender mail,
      StepNames names,
      List<Sweep> sweeps) {
    this.clock = clock;
    this.jdbc = jdbc;
    this.calendar = calendar;
    this.deputies = deputies;
    this.reminders = reminders;
    this.mail = mail;
    this.names = names;
    this.sweeps = sweeps;
    restore();
  }

  /**
   * One move of the clock.
   *
   * @param ran what ran on the way, a Chinese line each, in order
   */
  record Move(Instant from, Instant now, List<String> ran) {}

  Instant now() {
    return clock.now();
  }

  Optional<Move> last() {
    return Optional.ofNullable(last);
  }

  /** 9:00 of the next day on which people work. */
  Instant nextWorkingDay() {
    LocalDate day = calendar.date(clock.now()).plusDays(1);
    while (!calendar.isWorkingDay(day)) {
      day = day.plusDays(1);
    }
    return day.atTime(MORNING).atZone(WorkCalendar.ZONE).toInstant();
  }

  /** When the next timer, reminder or end of a task is due; empty where nothing waits for time. */
  Optional<Instant> nextDue() {
    return nextDue(clock.now());
  }

  /**
   * Moves to the moment, with a stop at everything that falls due on the way.
   *
   * @throws Refusal in Chinese where the moment is past or too far
   */
  synchronized Move moveTo(Instant moment) {
    Instant from = clock.now();
    if (moment.isBefore(from)) {
      throw new Refusal("时间只能往前走：现在是 " + text(from) + "，您要去的 " + text(moment) + " 已经过去。");
    }
    if (Duration.between(from, moment).compareTo(LONGEST) > 0) {
      throw new Refusal("一次最多前进 " + LONGEST.toDays() + " 天，请选近一些的时间，分几次前进。");
    }
    List<String> ran = new ArrayList<>();
    clock.whileJobsWait(() -> travel(moment, ran));
    last = new Move(from, clock.now(), List.copyOf(ran));
    return last;
  }

  private void travel(Instant moment, List<String> ran) {
    Optional<Instant> stop = nextDue(clock.now());
    while (stop.isPresent() && stop.get().isBefore(moment)) {
      goTo(stop.get(), ran);
      stop = nextDue(clock.now());
    }
    goTo(moment, ran);
  }

  /** What a job did, as somebody reads it who looks at the demonstration. */
  private String step(MovableClock.Ran job) {
    boolean ofTheEngine = job.processDefinitionId() == null || job.activityId() == null;
    return names.find(job.processDefinitionId(), job.activityId()).orElse(ofTheEngine ? "系统内部整理" : "自动步骤");
  }

  private void goTo(Instant moment, List<String> ran) {
    if (moment.isAfter(clock.now())) {
      clock.moveTo(moment);
      keep();
    }
    deputies.syncDeputies();
    String at = MOMENT.format(clock.now()) + "　";
    for (MovableClock.Ran job : clock.runDue()) {
      String number = job.caseNumber() == null ? "" : "（" + job.caseNumber() + "）";
      ran.add(at + step(job) + number);
    }
    int reminded = reminders.sweep();
    if (reminded > 0) {
      ran.add(at + "提醒 " + reminded + " 项任务");
    }
    int cases = sweeps.stream().mapToInt(Sweep::sweep).sum();
    if (cases > 0) {
      ran.add(at + "提醒 " + cases + " 份没有提交的申报草稿");
    }
    int sent = mail.sendDue();
    if (sent > 0) {
      ran.add(at + "发出 " + sent + " 封邮件");
    }
  }

  private Optional<Instant> nextDue(Instant now) {
    return Stream.concat(sweeps.stream().map(sweep -> sweep.next(now)), tasks(now))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private Stream<Optional<Instant>> tasks(Instant now) {
    return Stream.of(
            clock.nextTimer(),
            // the reminder of the day, and of what is overdue: that counts from the second after the end
            next("select min(follow_up_date_) from public.act_ru_task where follow_up_date_ > :now", now),
            next(
                "select min(due_date_) + interval '1 second' from public.act_ru_task"
                    + " where due_date_ + interval '1 second' > :now",
                now));
  }

  private Optional<Instant> next(String question, Instant now) {
    return jdbc.sql(question)
        // the engine's columns are without a zone, in the time of this machine
        .param("now", Timestamp.from(now))
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  private void keep() {
    jdbc.sql(
            "insert into hatchery.demo_clock (ahead_millis) values (:ahead)"
                + " on conflict (one) do update set ahead_millis = excluded.ahead_millis")
        .param("ahead", clock.ahead().toMillis())
        .update();
  }

  /** Before the engine takes up work: a job must not see the time of the machine after that of the demonstration. */
  private void restore() {
    jdbc.sql("select ahead_millis from hatchery.demo_clock")
        .query(Long.class)
        .optional()
        .map(Duration::ofMillis)
        .filter(ahead -> !ahead.isNegative())
        .ifPresent(clock::setAhead);
  }

  static String text(Instant moment) {
    ZonedDateTime at = moment.atZone(WorkCalendar.ZONE);
    String day = "周" + "一二三四五六日".charAt(at.getDayOfWeek().getValue() - 1);
    return DateTimeFormatter.ofPattern("yyyy年M月d日").format(at)
        + "（" + day + "）"
        + DateTimeFormatter.ofPattern("HH:mm").format(at);
  }
}
