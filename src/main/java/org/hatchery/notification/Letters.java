package org.hatchery.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hatchery.engine.CaseFiles;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The wording of mails, by the templates in {@code mail/}: the first line is the subject, the rest the text. */
@Component
class Letters {

  /** More would be a list nobody reads. */
  static final int SHOWN = 20;

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final SpringTemplateEngine templates = new SpringTemplateEngine();
  private final CaseFiles cases;
  private final Mail mail;

  Letters(CaseFiles cases, Mail mail) {
    this.cases = cases;
    this.mail = mail;
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("mail/");
    resolver.setSuffix(".txt");
    resolver.setTemplateMode(TemplateMode.TEXT);
    resolver.setCharacterEncoding("UTF-8");
    templates.setTemplateResolver(resolver);
  }

  /** Subject and text of one piece of news, or of one mail. */
  record Letter(String subject, String text) {}

  /**
   * @param template task, reminder or overdue
   * @param title of the case; empty where nobody keeps its record
   * @param due null where the task has no end
   */
  Letter ofTask(String template, String taskId, String taskName, String caseNumber, String title, Instant due) {
    return render(
        template,
        Map.of(
            "task", taskName,
            "title", title.isEmpty() ? Objects.requireNonNullElse(caseNumber, "") : title.replaceAll("\\s+", " "),
            "number", caseNumber == null ? "" : caseNumber,
            "due", due == null ? "不限" : dateOf(due),
            "link", mail.link("/go/task/" + taskId)));
  }

  /** @param news of one recipient, at least one */
  Letter of(List<Letter> news) {
    return render(
        "letter",
        Map.of(
            "news", news,
            "first", withoutMark(news.get(0).subject()),
            "shown", news.stream().limit(SHOWN).map(one -> new Letter(withoutMark(one.subject()), one.text())).toList(),
            "more", Math.max(0, news.size() - SHOWN),
            "address", mail.link("/")));
  }

  private Letter render(String template, Map<String, Object> values) {
    String text = templates.process(template, new Context(Locale.CHINA, values));
    int end = text.indexOf('\n');
    String subject = text.substring(0, end);
    return new Letter(
        subject.startsWith(Mail.MARK) ? subject : Mail.MARK + subject, text.substring(end + 1).strip() + "\n");
  }

  /** Asks the record and not the variable of that name, which whoever works on a task could write. */
  String titleOf(String caseNumber) {
    return cases.of(caseNumber).map(file -> file.card(caseNumber).title()).orElse("");
  }

  private static String withoutMark(String subject) {
    return subject.startsWith(Mail.MARK) ? subject.substring(Mail.MARK.length()) : subject;
  }

  private static String dateOf(Instant at) {
    return DATE.format(LocalDate.ofInstant(at, ZONE));
  }
}
