package org.hatchery.project;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Letters 告知书 to the group of a project: read in the case, behind the sign-in; the mail says that there is one. */
@Component
public class CaseLetters {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Mail mail;
  private final People people;
  private final Projects projects;

  CaseLetters(JdbcClient jdbc, Clock clock, Mail mail, People people, Projects projects) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.mail = mail;
    this.people = people;
    this.projects = projects;
  }

  public record CaseLetter(int number, String subject, String text, Instant writtenAt) {}

  /**
   * Keeps the letter and mails the leader of the group a link to it; the same event is written once.
   *
   * @param text plain Chinese, lines parted by \n
   */
  public void write(String event, String caseNumber, String subject, String text) {
    // a lock of its own, not the project's: whoever ends a project holds that, and waits for the announcement of the call
    jdbc.sql("select pg_advisory_xact_lock(hashtext(:key))").param("key", "letter:" + caseNumber).query().listOfRows();
    Project project = projects.get(caseNumber);
    jdbc.sql(
            """
            insert into hatchery.case_letter (case_number, number, event, subject, text, written_at)
            values (:case, (select count(*) + 1 from hatchery.case_letter where case_number = :case), :event, :subject,
              :text, :at)
            on conflict (event) do nothing
            """)
        .param("case", caseNumber)
        .param("event", event + ":" + caseNumber)
        .param("subject", subject)
        .param("text", text)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    mail.toGroup(
        event + ":" + caseNumber,
        people.group(project.group(), Role.LEADER),
        subject + "：" + project.title(),
        "“" + project.title() + "”（" + project.known() + "）有一份告知书：" + subject + "。\n请登录后在案卷里阅读全文："
            + mail.link("/desk/cases/" + caseNumber + "#letters"));
  }

  /** Oldest first. */
  public List<CaseLetter> of(String caseNumber) {
    return jdbc.sql(
            "select number, subject, text, written_at from hatchery.case_letter where case_number = :case order by number")
        .param("case", caseNumber)
        .query(CaseLetter.class)
        .list();
  }
}
