package org.hatchery.publicity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hatchery.calendar.Deadlines;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Outcome;
import org.hatchery.notification.Mail;
import org.hatchery.project.Timeline;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A day on which the public page was not up does not count (DOMAIN.md, Public notice). The program leaves a mark every
 * minute; a silence longer than noticeFigures.dmn allows is kept as an outage, and the notices that were up last longer.
 */
@Component
class PageUp {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");

  private final JdbcClient jdbc;
  private final Clock clock;
  private final WorkCalendar calendar;
  private final Deadlines deadlines;
  private final Figures figures;
  private final Notices notices;
  private final Concerned concerned;
  private final Timeline timeline;
  private final Mail mail;

  PageUp(
      JdbcClient jdbc, Clock clock, WorkCalendar calendar, Deadlines deadlines, Figures figures, Notices notices,
      Concerned concerned, Timeline timeline, Mail mail) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.calendar = calendar;
    this.deadlines = deadlines;
    this.figures = figures;
    this.notices = notices;
    this.concerned = concerned;
    this.timeline = timeline;
    this.mail = mail;
  }

  @Configuration
  static class Schedule {

    @Bean
    RecurringTask<Void> pageUpSchedule(PageUp pages) {
      return Tasks.recurring("page-up", FixedDelay.ofMinutes(1)).execute((task, context) -> pages.beat(Instant.now()));
    }
  }

  /**
   * The pages answer now.
   *
   * @param machine time of the machine: the clock of a demonstration may be ahead of it and jumps, which is no outage
   * @return true if there was an outage before
   */
  @Transactional
  boolean beat(Instant machine) {
    Instant last =
        jdbc.sql("select at from hatchery.page_beat for update")
            .query((row, n) -> row.getTimestamp(1).toInstant())
            .optional()
            .orElse(machine);
    jdbc.sql("insert into hatchery.page_beat (at) values (:at) on conflict (one) do update set at = greatest(page_beat.at, excluded.at)")
        .param("at", Timestamp.from(machine))
        .update();
    if (Duration.between(last, machine).compareTo(Duration.ofMinutes(figures.gapMinutes())) <= 0) {
      return false;
    }
    Duration ahead = Duration.between(machine, clock.instant());
    jdbc.sql("insert into hatchery.page_outage (began_at, ended_at) values (:began, :ended)")
        .param("began", Timestamp.from(last.plus(ahead)))
        .param("ended", Timestamp.from(machine.plus(ahead)))
        .update();
    notices.running().forEach(this::prolong);
    return true;
  }

  private void prolong(Notices.Notice notice) {
    Set<LocalDate> down = downDays(notice.countedFrom());
    Instant end = deadlines.due("publicNotice", notice.countedFrom(), down);
    if (!end.isAfter(notice.endsAt())) {
      return;
    }
    String days = down.stream().map(DAY::format).collect(Collectors.joining("、"));
    String why = "公示页面在 " + days + " 中断，这些日子不计入公示期";
    notices.prolong(notice.number(), end, why);
    String until = DAY.format(end.atZone(WorkCalendar.ZONE));
    timeline.add(
        notice.number(), "noticeProlonged", "公示顺延", null, Set.of(), Outcome.of("prolonged", "公示顺延到 " + until).because(why));
    concerned.leaders(notice.number()).forEach(
        (caseNumber, leaders) ->
            mail.toGroup(
                "notice-prolonged:" + notice.number() + ":" + caseNumber + ":" + end.getEpochSecond(),
                leaders,
                "公示顺延到 " + until + "：" + notice.title(),
                why + "，公示顺延到 " + until + " 为止。\n公示全文：" + mail.link("/portal/notices/" + notice.number())));
  }

  /** Days from that moment on with more outage than the table allows. */
  private Set<LocalDate> downDays(Instant from) {
    record Outage(Instant began, Instant ended) {}
    List<Outage> outages =
        jdbc.sql("select began_at, ended_at from hatchery.page_outage where ended_at > :from")
            .param("from", Timestamp.from(from))
            .query((row, n) -> new Outage(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
            .list();
    Map<LocalDate, Duration> silent = new HashMap<>();
    for (Outage outage : outages) {
      for (LocalDate day = calendar.date(outage.began()); !day.isAfter(calendar.date(outage.ended())); day = day.plusDays(1)) {
        Instant begins = day.atStartOfDay(WorkCalendar.ZONE).toInstant();
        Instant ends = day.plusDays(1).atStartOfDay(WorkCalendar.ZONE).toInstant();
        Instant since = outage.began().isAfter(begins) ? outage.began() : begins;
        Instant until = outage.ended().isBefore(ends) ? outage.ended() : ends;
        silent.merge(day, Duration.between(since, until), Duration::plus);
      }
    }
    Duration allowed = Duration.ofMinutes(figures.downMinutes());
    Set<LocalDate> down = new TreeSet<>();
    silent.forEach((day, time) -> {
      if (time.compareTo(allowed) > 0) {
        down.add(day);
      }
    });
    return down;
  }
}
