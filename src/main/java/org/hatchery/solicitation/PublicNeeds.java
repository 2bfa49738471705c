package org.hatchery.solicitation;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.Processes;
import org.hatchery.engine.Refusal;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Kind;
import org.hatchery.organisation.Level;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.project.Area;
import org.hatchery.project.Numbers;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What residents do with needs on the public pages, without an account (DOMAIN.md, collect needs). */
@Component
public class PublicNeeds {

  private static final Pattern PHONE = Pattern.compile(RecordNeed.PHONE);
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

  private final Needs needs;
  private final NeedPaths paths;
  private final Numbers numbers;
  private final Organisations organisations;
  private final WorkCalendar calendar;
  private final Processes processes;
  private final Mail mail;

  PublicNeeds(
      Needs needs, NeedPaths paths, Numbers numbers, Organisations organisations, WorkCalendar calendar,
      Processes processes, Mail mail) {
    this.needs = needs;
    this.paths = paths;
    this.numbers = numbers;
    this.organisations = organisations;
    this.calendar = calendar;
    this.processes = processes;
    this.mail = mail;
  }

  /** What a resident typed; any may be empty, none null. */
  public record Asked(
      String community, String area, String summary, String details, String place, String beneficiaries,
      String contactName, String phone, String email) {}

  /** @param state in Chinese */
  public record Standing(String number, String summary, String state, String receivedOn, String reason) {}

  /** Communities and streets a resident may turn to. */
  public java.util.List<Organisation> places() {
    return organisations.all().stream()
        .filter(o -> o.kind() == Kind.PARTY && (o.level() == Level.COMMUNITY || o.level() == Level.STREET))
        .toList();
  }

  /**
   * Records the need; the clock starts today.
   *
   * @return its tracking number
   * @throws Refusal in Chinese naming each field that is missing, too long or wrong
   */
  @Transactional
  public String receive(Asked asked) {
    check(asked);
    String number = numbers.next("XQ", asked.community());
    needs.open(number, asked.community(), "");
    LocalDate today = calendar.today();
    needs.record(
        new Need(
            number, null, "", Need.Status.RECORDED, line(asked.summary()), asked.details().strip(),
            line(asked.place()), line(asked.beneficiaries()), asked.contactName().strip(), asked.phone().strip(),
            asked.email().strip(), "online", Area.of(asked.area()).orElseThrow(), today, false, ""));
    processes.start("needReceived", number);
    mail.toAddress("need:" + number, asked.email().strip(), "您反映的需求已登记",
        "您反映的需求已登记，查询编号 " + number + "。我们会尽快答复是否受理。");
    return number;
  }

  /** In one line: their boxes have two, so that a long one is seen whole on a telephone. */
  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private void check(Asked asked) {
    StringBuilder wrong = new StringBuilder();
    if (places().stream().noneMatch(place -> place.code().equals(asked.community()))) {
      wrong.append("请选择“社区或镇街”；");
    }
    if (Area.of(asked.area()).isEmpty()) {
      wrong.append("请选择“领域”；");
    }
    text(wrong, "一句话说明", asked.summary(), 60);
    text(wrong, "具体情况", asked.details(), 2000);
    text(wrong, "地点", asked.place(), 200);
    text(wrong, "为谁", asked.beneficiaries(), 200);
    text(wrong, "联系人", asked.contactName(), 50);
    if (asked.phone().isBlank() && asked.email().isBlank()) {
      wrong.append("“电话”和“邮箱”至少填一项；");
    }
    if (!asked.phone().isBlank() && !PHONE.matcher(asked.phone().strip()).matches()) {
      wrong.append("“电话”").append(RecordNeed.PHONE_HELP).append("；");
    }
    if (!asked.email().isBlank() && (asked.email().length() > 100 || !EMAIL.matcher(asked.email().strip()).matches())) {
      wrong.append("“邮箱”应为邮箱地址，如 name@example.cn；");
    }
    if (wrong.length() > 0) {
      throw new Refusal("请检查：" + wrong.substring(0, wrong.length() - 1) + "。");
    }
  }

  private static void text(StringBuilder wrong, String label, String text, int most) {
    if (text.isBlank()) {
      wrong.append("请填写“").append(label).append("”；");
    } else if (text.strip().length() > most) {
      wrong.append("“").append(label).append("”最多 ").append(most).append(" 字；");
    }
  }

  /**
   * How a need stands, for who knows its number and the end of the contact that was left.
   *
   * @param lastFour last four characters of the telephone number or of the mail address
   */
  public Optional<Standing> standing(String number, String lastFour) {
    String end = lastFour.strip();
    if (end.length() != 4 || !needs.holds(number.strip())) {
      return Optional.empty();
    }
    Need need = needs.get(number.strip());
    boolean known = need.phone().replaceAll("[^0-9]", "").endsWith(end) || need.email().endsWith(end);
    return known && need.receivedOn() != null
        ? Optional.of(
            new Standing(
                need.caseNumber(), need.summary(), state(need.status()), DAY.format(need.receivedOn()), need.reason()))
        : Optional.empty();
  }

  private static String state(Need.Status status) {
    return switch (status) {
      case DRAFT, RECORDED -> "已登记，正在判断是否受理";
      case OPEN -> "已受理，等待项目承接";
      case OUT_OF_SCOPE -> "不受理";
      case LINKED -> "已并入同样的需求一起办理";
      case ANSWERED -> "已有项目承接";
      case SOLVED -> "已解决";
      case UNSOLVED -> "没有解决，已报上一级";
      case CLOSED -> "已结束登记";
      case DROPPED -> "登记作废";
    };
  }

  /** The sentence of the need whose question the code belongs to; empty where it was answered or never asked. */
  public Optional<String> question(String code) {
    return paths.ofCode(code).map(number -> needs.get(number).summary() + "（" + number + "）");
  }

  /**
   * Answers whether it is solved, once.
   *
   * @param solved yes or no
   * @return false where the code is used up or unknown
   */
  @Transactional
  public boolean answer(String code, String solved, String note) {
    Optional<String> number = paths.ofCode(code).filter(n -> solved.equals("yes") || solved.equals("no"));
    number.ifPresent(need -> {
      paths.answered(need, solved, note.length() > 1000 ? note.substring(0, 1000) : note.strip());
      if (!processes.tell("needSolvedAnswered", need)) {
        throw new IllegalStateException("The need " + need + " does not wait for an answer");
      }
    });
    return number.isPresent();
  }
}
