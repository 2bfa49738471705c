package org.hatchery.notification;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When the sender and the sweeps run; db-scheduler sees to it that one node at a time does. */
@Configuration
@EnableConfigurationProperties(MailSettings.class)
class NotificationConfiguration {

  @Bean
  RecurringTask<Void> mailSchedule(MailSender sender) {
    return Tasks.recurring("send-mail", FixedDelay.ofSeconds(10)).execute((task, context) -> sender.sendDue());
  }

  @Bean
  RecurringTask<Void> reminderSchedule(Reminders reminders) {
    return Tasks.recurring("remind-of-tasks", FixedDelay.ofMinutes(15)).execute((task, context) -> reminders.sweep());
  }

  @Bean
  RecurringTask<Void> sweepSchedule(List<Sweep> sweeps) {
    return Tasks.recurring("remind-of-cases", FixedDelay.ofMinutes(15))
        .execute((task, context) -> sweeps.forEach(Sweep::sweep));
  }

  @Bean
  RecurringTask<Void> oldMailSchedule(OldMail old) {
    return Tasks.recurring("delete-old-mail", FixedDelay.ofHours(24)).execute((task, context) -> old.delete());
  }
}
