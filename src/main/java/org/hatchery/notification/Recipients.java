package org.hatchery.notification;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who gets a mail. Reads the engine's tables of users, groups and tasks and not its services: those show the person who
 * acts only whom and what he himself may see, but news goes to others.
 */
@Component
class Recipients {

  private final JdbcClient jdbc;

  Recipients(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** @return ids of the group's members */
  List<String> membersOf(String group) {
    return jdbc.sql("select user_id_ from act_id_membership where group_id_ = :group order by user_id_")
        .param("group", group)
        .query(String.class)
        .list();
  }

  /** @return who may do the open task: the assignee, else the candidate users and the members of candidate groups */
  List<String> ofTask(String taskId) {
    return jdbc.sql(
            """
            select assignee_ from act_ru_task where id_ = :task and assignee_ is not null
            union
            select coalesce(link.user_id_, member.user_id_) from act_ru_task task
              join act_ru_identitylink link on link.task_id_ = task.id_ and link.type_ = 'candidate'
              left join act_id_membership member on member.group_id_ = link.group_id_
            where task.id_ = :task and task.assignee_ is null and coalesce(link.user_id_, member.user_id_) is not null
            order by 1
            """)
        .param("task", taskId)
        .query(String.class)
        .list();
  }

  /** @return the mail address of the person; empty where there is none */
  Optional<String> address(String person) {
    return jdbc.sql("select trim(email_) from act_id_user where id_ = :person and trim(email_) <> ''")
        .param("person", person)
        .query(String.class)
        .optional();
  }
}
