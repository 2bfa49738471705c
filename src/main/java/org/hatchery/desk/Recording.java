package org.hatchery.desk;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import jakarta.servlet.Filter;
import java.time.LocalTime;
import org.hatchery.audit.Audit;
import org.hatchery.calendar.WorkCalendar;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What every request leaves behind: a number in the log and, where it must be answered for, an entry in the audit. */
@Configuration(proxyBeanMethods = false)
class Recording {

  /** Around the chains of Spring Security, whose refusals count too; within the filter that knows the visitor's address. */
  private static final int OUTSIDE = SecurityProperties.DEFAULT_FILTER_ORDER - 3;

  @Bean
  FilterRegistrationBean<Filter> requestNumber() {
    return on(new RequestNumber(), Ordered.HIGHEST_PRECEDENCE + 1);
  }

  @Bean
  FilterRegistrationBean<Filter> recordedAnswers(Audit audit) {
    return on(new RecordedAnswers(audit), OUTSIDE);
  }

  @Bean
  RecurringTask<Void> auditWatchSchedule(AuditWatch watch) {
    return Tasks.recurring("check-audit", new Daily(WorkCalendar.ZONE, LocalTime.of(4, 0)))
        .execute((task, context) -> watch.check());
  }

  private static FilterRegistrationBean<Filter> on(Filter filter, int order) {
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
    registration.setName(filter.getClass().getSimpleName());
    registration.setOrder(order);
    return registration;
  }
}
