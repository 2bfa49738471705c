package org.hatchery.solicitation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.HumanTask;
import org.hatchery.engine.Outcome;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Work;
import org.hatchery.notification.Mail;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.hatchery.project.Lane;
import org.hatchery.project.Projects;
import org.springframework.stereotype.Component;

/** The leader writes the proposal and hands it in before the call closes (DOMAIN.md, take the lead). */
@Component("writeProposal")
class WriteProposal implements HumanTask<WriteProposal.Form> {

  private static final int LONGEST_NAME = 200;

  private final Proposals proposals;
  private final Calls calls;
  private final Needs needs;
  private final Organisations organisations;
  private final People people;
  private final Projects projects;
  private final Mail mail;
  private final Clock clock;
  private final LateEntries late;
  private final ProposalLimits limits;

  WriteProposal(
      Proposals proposals, Calls calls, Needs needs, Organisations organisations, People people, Projects projects,
      Mail mail, Clock clock, LateEntries late, ProposalLimits limits) {
    this.proposals = proposals;
    this.calls = calls;
    this.needs = needs;
    this.organisations = organisations;
    this.people = people;
    this.projects = projects;
    this.mail = mail;
    this.clock = clock;
    this.late = late;
    this.limits = limits;
  }

  record Form(
      @NotBlank @Pattern(regexp = "handIn|keep|discard", message = "只能选列出的一项") String decision,
      @NotBlank String call,
      @NotBlank @Size(max = 60) String title,
      List<String> needs,
      @NotBlank @Size(max = 1000) String need,
      @NotBlank @Pattern(regexp = RecordNeed.AREAS, message = "只能选列出的一项") String area,
      @NotBlank @Pattern(regexp = "seedling|mature", message = "只能选列出的一项") String lane,
      LocalDate runningSince,
      @Size(max = 60) String parentNumber,
      @NotBlank @Size(max = 1000) String target,
      @NotBlank @Size(max = 5000) String plan,
      @NotBlank @Size(max = 2000) String schedule,
      @NotEmpty @Size(max = 50) List<@Valid BudgetLine> budget,
      @NotNull @DecimalMin(value = "0.01", message = "应大于 0")
          @Digits(integer = 9, fraction = 2, message = "最多九位整数、两位小数") BigDecimal budgetTotal,
      @NotNull @Min(0) @Max(100000) Integer fixedVolunteers,
      @NotBlank @Size(max = 2000) String team,
      @Size(max = 2000) String resources,
      @Size(max = 1000) String otherFunding,
      @NotBlank @Size(max = 50) String contact,
      @NotBlank @Size(max = 30) @Pattern(regexp = RecordNeed.PHONE, message = RecordNeed.PHONE_HELP) String phone,
      @Size(max = 5000) String attachments) {

    Paper paper() {
      return new Paper(
          needs, need, area, lane, parentNumber, target, plan, schedule,
          budget.stream().map(line -> new Paper.Line(line.purpose(), Yuan.fen(line.amount()))).toList(),
          fixedVolunteers, team, resources, otherFunding, contact, phone,
          attachments == null
              ? List.of()
              : attachments.lines().map(String::strip).filter(line -> !line.isEmpty()).toList(),
          runningSince, Yuan.fen(budgetTotal));
    }
  }

  record BudgetLine(
      @NotBlank @Size(max = 100) String purpose,
      @NotNull @DecimalMin(value = "0.01", message = "应大于 0")
          @Digits(integer = 9, fraction = 2, message = "最多九位整数、两位小数") BigDecimal amount) {}

  @Override
  public String showsInFull() {
    return "申报书及联系人、电话";
  }

  @Override
  public Map<String, Object> show(Work work) {
    Proposal proposal = proposals.get(work.caseNumber());
    List<Call> open = new ArrayList<>(calls.openFor(organisations.get(proposal.group())));
    if (proposal.call() != null && open.stream().noneMatch(call -> call.caseNumber().equals(proposal.call()))) {
      open.add(calls.get(proposal.call()));
    }
    List<String> asked = open.stream().flatMap(call -> call.terms().needs().stream()).distinct().toList();
    Map<String, Object> shown = new HashMap<>(fields(proposal));
    shown.put("openCalls", open.stream().map(WriteProposal::option).toList());
    shown.put("callRows", open.stream().map(this::row).toList());
    shown.put("openNeeds", Needs.options(needs.ofNumbers(asked)));
    List<Map<String, String>> near = near(proposal);
    shown.put("nearTitles", near);
    shown.put("nearCount", near.size());
    return shown;
  }

  private static Map<String, String> option(Call call) {
    return Map.of("value", call.caseNumber(), "label", call.caseNumber() + " " + call.terms().title());
  }

  private Map<String, String> row(Call call) {
    Terms terms = call.terms();
    return Map.of(
        "number", call.caseNumber(),
        "title", terms.title(),
        "owner", organisations.get(call.owner()).name(),
        "areas", CallFacts.areas(terms),
        "lanes", CallFacts.lanes(terms),
        "limit", Yuan.text(terms.limitFen()),
        "closes", Calls.when(call.closes()),
        "enquiry", terms.enquiryPhone());
  }

  /** A hint only: titles of the same group in the same call that nearly are this one. */
  private List<Map<String, String>> near(Proposal proposal) {
    if (proposal.call() == null || proposal.title().isEmpty()) {
      return List.of();
    }
    return proposals.alike(proposal).stream()
        .filter(other -> limits.near(other.similarity()))
        .map(other -> Map.of("number", other.caseNumber(), "title", other.title()))
        .toList();
  }

  /** Present values of the fields; those not filled in are left out. */
  private static Map<String, Object> fields(Proposal proposal) {
    Paper paper = proposal.paper();
    Map<String, Object> fields = new HashMap<>();
    fields.put("call", proposal.call());
    fields.put("title", proposal.title());
    fields.put("needs", paper.needs());
    fields.put("need", paper.need());
    fields.put("area", paper.area());
    fields.put("lane", paper.lane());
    fields.put("parentNumber", paper.parentNumber());
    fields.put("target", paper.target());
    fields.put("plan", paper.plan());
    fields.put("schedule", paper.schedule());
    fields.put(
        "budget",
        paper.budget().stream()
            .map(
                line ->
                    new BudgetLine(line.purpose(), line.amountFen() == null ? null : Yuan.of(line.amountFen())))
            .toList());
    fields.put("runningSince", paper.runningSince());
    fields.put("budgetTotal", paper.totalFen() == null ? null : Yuan.of(paper.totalFen()));
    fields.put("fixedVolunteers", paper.fixedVolunteers());
    fields.put("team", paper.team());
    fields.put("resources", paper.resources());
    fields.put("otherFunding", paper.otherFunding());
    fields.put("contact", paper.contact());
    fields.put("phone", paper.phone());
    fields.put("attachments", String.join("\n", paper.attachments()));
    fields.values().removeIf(Objects::isNull);
    return fields;
  }

  @Override
  public Optional<String> assignee(Work work) {
    return proposals.writer(work.caseNumber());
  }

  @Override
  public Optional<Instant> due(Work work) {
    return Optional.of(proposals.due(work.caseNumber()));
  }

  @Override
  public boolean keepsDraft(Form form) {
    return "keep".equals(form.decision()) || "discard".equals(form.decision());
  }

  @Override
  public Outcome act(Work work, Form form) {
    if (form.decision().equals("discard")) {
      late.gone(proposals.get(work.caseNumber()));
      proposals.end(work.caseNumber(), Proposal.Status.DISCARDED);
      return Outcome.of("discard", "放弃申报");
    }
    Proposal proposal = proposals.get(work.caseNumber());
    Paper paper = form.paper();
    boolean keep = form.decision().equals("keep");
    Call call = form.call() == null ? null : chosen(proposal, form.call(), keep);
    if (keep) {
      proposals.write(
          work.caseNumber(), form.call(), form.title() == null ? "" : form.title(), paper, work.userId(),
          Proposal.Status.DRAFT);
      return Outcome.silent("keep");
    }
    List<String> wrong = wrong(call, paper);
    sameTitle(proposal, call, form.title()).ifPresent(wrong::add);
    if (!wrong.isEmpty()) {
      throw new Refusal("请检查：" + String.join("；", wrong) + "。");
    }
    proposals.write(
        work.caseNumber(), form.call(), form.title(), paper, work.userId(), Proposal.Status.HANDED_IN);
    tellHandedIn(proposals.get(work.caseNumber()), call);
    return proposal.lateUntil() == null
        ? Outcome.of("handIn", "提交申报书，榜单 " + call.caseNumber())
        : Outcome.of("handInLate", "补交申报书，榜单 " + call.caseNumber());
  }

  /** Holds the call: who hands in and who closes wait for each other, so do two leaders of one group. */
  private Call chosen(Proposal proposal, String number, boolean keep) {
    Call call = calls.lock(number).orElseThrow(() -> new Refusal("请检查：“榜单”只能选列出的榜单。"));
    boolean own = number.equals(proposal.call());
    if (proposal.lateUntil() != null) {
      return calledLate(proposal, call, own);
    }
    if (!own && !calls.mayApply(call, organisations.get(proposal.group()))) {
      throw new Refusal("请检查：“榜单”只能选列出的榜单，您的队伍不在 " + number + " 的征集范围内。");
    }
    if (call.takesProposals(clock.instant()) || keep && own) {
      return call;
    }
    throw new Refusal(
        call.closes() == null || call.status() == Call.Status.APPROVED || call.status() == Call.Status.SUBMITTED
            || call.status() == Call.Status.DRAFT
            ? "请检查：“榜单”只能选列出的榜单，" + number + " 还没有开始征集。"
            : "榜单 " + number + " 已于 " + Calls.when(call.closes()) + " 截止，不能再提交。请选择其他榜单，或“放弃申报”。");
  }

  private Call calledLate(Proposal proposal, Call call, boolean own) {
    if (!own) {
      throw new Refusal("请检查：“榜单”：准予补交的申报书只能提交到 " + proposal.call() + "。");
    }
    if (!clock.instant().isBefore(proposal.lateUntil())) {
      throw new Refusal("补交期限已于 " + Calls.when(proposal.lateUntil()) + " 届满，不能再提交。");
    }
    return call;
  }

  private List<String> wrong(Call call, Paper paper) {
    Terms terms = call.terms();
    List<String> wrong = new ArrayList<>();
    if (!terms.areas().contains(paper.area())) {
      wrong.add("“领域”不在榜单征集的领域内（" + CallFacts.areas(terms) + "）");
    }
    if (!terms.lanes().contains(paper.lane())) {
      wrong.add("“通道”不在榜单征集的通道内（" + CallFacts.lanes(terms) + "）");
    }
    TreeSet<String> others = new TreeSet<>(paper.needs());
    others.removeAll(terms.needs());
    if (!others.isEmpty()) {
      wrong.add("“回应的需求”中这些不在所选榜单里，请取消勾选：" + String.join("、", others));
    }
    if (paper.budgetFen() > terms.limitFen()) {
      wrong.add("“预算”合计 " + Yuan.text(paper.budgetFen()) + "，超过榜单的上限 " + Yuan.text(terms.limitFen()));
    }
    if (paper.totalFen() != null && paper.totalFen() != paper.budgetFen()) {
      wrong.add(
          "“预算合计”写的是 " + Yuan.text(paper.totalFen()) + "，“预算”各行相加是 " + Yuan.text(paper.budgetFen()) + "，请核对");
    }
    if (paper.fixedVolunteers() < limits.fixedVolunteers()) {
      wrong.add("“固定志愿者人数”至少 " + limits.fixedVolunteers() + " 人");
    }
    wrongMaturity(paper).ifPresent(wrong::add);
    if (paper.parentNumber() != null && projects.byNumber(paper.parentNumber()).isEmpty()) {
      wrong.add("“原项目编号”没有找到，请核对，没有原项目的不填");
    }
    if (paper.attachments().size() > limits.attachments()
        || paper.attachments().stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
      wrong.add("“附件清单”每行写一份材料的名称，最多 " + limits.attachments() + " 行，每行最多 " + LONGEST_NAME + " 个字");
    }
    return wrong;
  }

  private Optional<String> wrongMaturity(Paper paper) {
    if (!paper.lane().equals("mature")) {
      return Optional.empty();
    }
    LocalDate latest = LocalDate.now(clock.withZone(WorkCalendar.ZONE)).minusMonths(limits.matureMonths());
    return paper.runningSince() == null || paper.runningSince().isAfter(latest)
        ? Optional.of("“通道”选成熟的，请填“何时开始运行”，至少已运行 " + limits.matureMonths() + " 个月；不满的请选新苗")
        : Optional.empty();
  }

  private Optional<String> sameTitle(Proposal proposal, Call call, String title) {
    return proposals.handedInBy(proposal.group(), call.caseNumber(), proposal.caseNumber()).stream()
        .filter(other -> Titles.key(other.title()).equals(Titles.key(title)))
        .findFirst()
        .map(other -> "“项目名称”与本队在同一榜单已提交的 " + other.caseNumber() + " 相同，请改名或放弃其中一份");
  }

  private String handedIn(String caseNumber) {
    int times = proposals.timesHandedIn(caseNumber);
    return "handedIn:" + caseNumber + (times > 1 ? ":" + times : "");
  }

  private void tellHandedIn(Proposal proposal, Call call) {
    String near =
        near(proposal).stream()
            .map(row -> row.get("number") + "“" + row.get("title") + "”")
            .collect(Collectors.joining("、"));
    mail.toGroup(
        handedIn(proposal.caseNumber()),
        people.group(proposal.group(), Role.LEADER),
        "申报书已提交：" + proposal.title(),
        "“" + proposal.title() + "”已提交到榜单“" + call.terms().title() + "”，申报编号 " + proposal.caseNumber() + "，领域 "
            + Area.of(proposal.paper().area()).orElseThrow().label() + "，通道 "
            + Lane.of(proposal.paper().lane()).label() + "。\n"
            + (proposal.lateUntil() == null
                ? "榜单 " + Calls.when(call.closes()) + " 截止，在此之前可以取回修改，之后进入形式审查。"
                : "这是准予补交的申报书，现在进入形式审查。")
            + (near.isEmpty() ? "" : "\n提示：本队在同一榜单还提交了名称相近的申报 " + near + "，请确认不是重复。"));
  }
}
