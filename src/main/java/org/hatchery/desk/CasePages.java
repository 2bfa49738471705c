package org.hatchery.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.calendar.WorkCalendar;
import org.hatchery.engine.CaseFile;
import org.hatchery.engine.CaseFiles;
import org.hatchery.engine.Refusal;
import org.hatchery.organisation.Organisation;
import org.hatchery.organisation.Organisations;
import org.hatchery.organisation.People;
import org.hatchery.organisation.Role;
import org.hatchery.project.Area;
import org.hatchery.project.CaseLetters;
import org.hatchery.project.Documents;
import org.hatchery.project.Dossier;
import org.hatchery.project.Masking;
import org.hatchery.project.Project;
import org.hatchery.project.Projects;
import org.hatchery.project.Stage;
import org.hatchery.project.Timeline;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case 案卷 with timeline and documents, the list of one's cases, and the library 项目库. */
@Controller
class CasePages {

  private static final int MOST_LINES = 300;
  private static final int MOST_BESIDE = 20;

  private final CaseRights rights;
  private final CaseNumbers numbers;
  private final CaseFiles cases;
  private final Projects projects;
  private final Timeline timeline;
  private final Documents documents;
  private final CaseLetters letters;
  private final Organisations organisations;
  private final People people;
  private final TaskService tasks;
  private final RuntimeService runtime;
  private final TableNames tables;
  private final WhoWasFirst concerned;
  private final CaseStanding standing;
  private final CaseScores scores;
  private final TaskBoard board;
  private final Clock clock;
  private final Audit audit;

  CasePages(
      CaseRights rights,
      CaseNumbers numbers,
      CaseFiles cases,
      Projects projects,
      Timeline timeline,
      Documents documents,
      CaseLetters letters,
      Organisations organisations,
      People people,
      TaskService tasks,
      RuntimeService runtime,
      TableNames tables,
      WhoWasFirst concerned,
      CaseStanding standing,
      CaseScores scores,
      TaskBoard board,
      Clock clock,
      Audit audit) {
    this.rights = rights;
    this.numbers = numbers;
    this.cases = cases;
    this.projects = projects;
    this.timeline = timeline;
    this.documents = documents;
    this.letters = letters;
    this.organisations = organisations;
    this.people = people;
    this.tasks = tasks;
    this.runtime = runtime;
    this.tables = tables;
    this.concerned = concerned;
    this.standing = standing;
    this.scores = scores;
    this.board = board;
    this.clock = clock;
    this.audit = audit;
  }

  /** A name and what stands behind it. */
  record Fact(String name, String value) {}

  /**
   * @param who name, organisation, role and for whom; empty for a rule
   * @param rule what a decision table said; may be empty
   */
  record Step(String at, String name, String who, String said, String reason, String rule) {}

  record Open(String id, String name, String who, String due, boolean overdue, boolean mine) {}

  record Paper(UUID id, String name, String size, String by, String at, String sha256) {}

  record Letter(String subject, String at, String text) {}

  record Line(
      String caseNumber,
      String number,
      String title,
      String group,
      String community,
      String area,
      String stage,
      String since,
      boolean mine) {}

  @GetMapping("/desk/cases/{number}")
  String page(@PathVariable String number, Principal me, Model model) {
    String caseNumber = caseNumber(number);
    if (!caseNumber.equals(number)) {
      return "redirect:/desk/cases/" + caseNumber;
    }
    fill(caseNumber, me.getName(), model);
    return "desk/case";
  }

  /** The same inside Tasklist, beside the form of a task. */
  @GetMapping("/desk/tasks/{id}/case")
  String beside(@PathVariable String id, Principal me, Model model) {
    // to whom the task is none of his business it must look the same open and done
    if (!concerned.concerns(id, me.getName()) && !rights.administrates(me.getName())) {
      audit.once(Duration.ofMinutes(1), AuditEvent.of(AuditKind.REFUSED, "任务 " + id).saying("任务的案卷：不归此人"));
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    fill(caseNumberOfTask(id), me.getName(), model);
    return "desk/case :: file";
  }

  @PostMapping("/desk/cases/{number}/documents")
  String add(
      @PathVariable String number,
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(required = false) String part,
      Principal me,
      Model model,
      RedirectAttributes after,
      HttpServletResponse response)
      throws IOException {
    String caseNumber = caseNumber(number);
    CaseRights.View view = view(caseNumber, me.getName());
    try {
      if (!view.adds()) {
        throw new Refusal("您可以查看案卷，不能添加材料。");
      }
      List<String> removed = keep(caseNumber, file, me.getName());
      if (!removed.isEmpty()) {
        String notice = "已上传。" + String.join("；", removed) + "。";
        model.addAttribute("notice", notice);
        after.addFlashAttribute("notice", notice);
      }
    } catch (Refusal refusal) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute("problem", refusal.text());
      fill(caseNumber, me.getName(), model);
      return part == null ? "desk/case" : "desk/case :: file";
    }
    if (part != null) {
      fill(caseNumber, me.getName(), model);
      return "desk/case :: file";
    }
    return "redirect:/desk/cases/" + caseNumber + "#documents";
  }

  /** @return what was taken out of the file */
  private List<String> keep(String caseNumber, MultipartFile file, String userId) throws IOException {
    if (file == null || !StringUtils.hasText(file.getOriginalFilename())) {
      throw new Refusal("请先选择要上传的文件。");
    }
    String name = file.getOriginalFilename();
    if (file.getSize() > Documents.LARGEST) {
      throw new Refusal("文件“" + name + "”超过 20 MB。请压缩或拆分后上传。");
    }
    if (file.isEmpty()) {
      throw new Refusal("文件“" + name + "”是空的。请重新选择。");
    }
    Taken taken = Taken.of(name, file.getBytes());
    documents.add(caseNumber, name, taken.kind().mediaType(), taken.content(), userId);
    return taken.removed();
  }

  @GetMapping("/desk/documents/{id}")
  ResponseEntity<byte[]> document(@PathVariable String id, Principal me) {
    Documents.Document document =
        uuid(id).flatMap(documents::find).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    view(document.caseNumber(), me.getName());
    audit.add(AuditEvent.of(AuditKind.EXPORT, "材料 " + document.id()).inCase(document.caseNumber()));
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, document.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(document.name(), StandardCharsets.UTF_8).build().toString())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .cacheControl(CacheControl.noStore())
        .body(documents.content(document));
  }

  @GetMapping("/desk/cases")
  String cases(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String stage,
      Principal me,
      Model model,
      HttpServletResponse response) {
    Predicate<Project> visible = visible(me.getName());
    List<Project> shown = projects.all().stream().filter(visible).toList();
    SearchText search = list(model, response, shown, visible, q, stage, "");
    model.addAttribute("tasks", search.asked() ? tasksFound(me.getName(), search) : List.of());
    model.addAttribute("heading", "我能看到的项目");
    model.addAttribute("library", false);
    return "desk/list";
  }

  @GetMapping("/desk/library")
  String library(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String stage,
      @RequestParam(defaultValue = "") String area,
      Principal me,
      Model model,
      HttpServletResponse response) {
    list(model, response, projects.library(), visible(me.getName()), q, stage, area);
    model.addAttribute("tasks", List.of());
    model.addAttribute("heading", "项目库");
    model.addAttribute("library", true);
    return "desk/list";
  }

  /** As {@link CaseRights#of} decides for one, for many at once. */
  private Predicate<Project> visible(String userId) {
    if (rights.administrates(userId)) {
      return project -> true;
    }
    Set<String> reach = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (CaseRights.Seat seat : rights.seats(userId)) {
      if (CaseRights.OFFICE.contains(seat.role())) {
        organisations.under(seat.organisation()).stream().map(Organisation::code).forEach(reach::add);
      } else if (CaseRights.OF_GROUP.contains(seat.role())) {
        groups.add(seat.organisation());
      }
    }
    Set<String> assigned = assigned(userId);
    return project ->
        groups.contains(project.group())
            || reach.contains(project.group())
            || reach.contains(project.community())
            || reach.contains(project.street())
            || reach.contains(project.centre())
            || reach.contains(project.owner())
            || assigned.contains(project.caseNumber());
  }

  /** The first projects that the search finds and the user may see. */
  List<Line> found(String userId, SearchText search) {
    Map<String, String> names = names();
    return projects.all().stream()
        .filter(visible(userId))
        .filter(project -> matches(project, names, search, "", ""))
        .limit(MOST_BESIDE)
        .map(project -> line(project, names, true))
        .toList();
  }

  /** The first open tasks that the search finds: the user's own, those he can take, those he waits for. */
  private List<TaskBoard.Row> tasksFound(String userId, SearchText search) {
    TaskBoard.Reader reader = board.reader(userId, search);
    return Stream.of(Board.MINE, Board.OPEN, Board.WAITING)
        .flatMap(list -> board.rows(list, reader, 0, MOST_BESIDE).stream())
        .limit(MOST_BESIDE)
        .toList();
  }

  private Map<String, String> names() {
    return organisations.all().stream().collect(Collectors.toMap(Organisation::code, Organisation::name));
  }

  private SearchText list(
      Model model, HttpServletResponse response, List<Project> all, Predicate<Project> visible, String q, String stage,
      String area) {
    Map<String, String> names = names();
    SearchText search = SearchText.of(q);
    if (search.problem() != null) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute("problem", search.problem());
    }
    List<Project> found = all.stream().filter(project -> matches(project, names, search, stage, area)).toList();
    model.addAttribute(
        "lines", found.stream().limit(MOST_LINES).map(p -> line(p, names, visible.test(p))).toList());
    model.addAttribute("found", found.size());
    model.addAttribute("most", MOST_LINES);
    model.addAttribute("q", search.typed());
    model.addAttribute("narrowed", search.asked() || !stage.isEmpty() || !area.isEmpty());
    model.addAttribute("longest", SearchText.LONGEST);
    model.addAttribute("stage", stage);
    model.addAttribute("area", area);
    model.addAttribute(
        "stages", Arrays.stream(Stage.values()).map(s -> new Fact(s.name(), s.label())).toList());
    model.addAttribute("areas", Arrays.stream(Area.values()).map(a -> new Fact(a.name(), a.label())).toList());
    return search;
  }

  private static boolean matches(
      Project project, Map<String, String> names, SearchText search, String stage, String area) {
    String text =
        String.join(
            "\n",
            project.title(),
            project.known(),
            project.caseNumber(),
            names.getOrDefault(project.group(), ""),
            names.getOrDefault(project.community(), ""));
    return (stage.isEmpty() || project.stage().name().equals(stage))
        && (area.isEmpty() || project.area().name().equals(area))
        && search.foundIn(text);
  }

  private static Line line(Project project, Map<String, String> names, boolean mine) {
    return new Line(
        project.caseNumber(),
        project.known(),
        project.title(),
        names.getOrDefault(project.group(), project.group()),
        names.getOrDefault(project.community(), project.community()),
        project.area().label(),
        project.stage().label(),
        WorkCalendar.DAY.format(project.admittedAt() == null ? project.openedAt() : project.admittedAt()),
        mine);
  }

  private Set<String> assigned(String userId) {
    Set<String> instances = new HashSet<>();
    tasks.createTaskQuery().taskAssignee(userId).list().stream().map(Task::getProcessInstanceId).forEach(instances::add);
    instances.remove(null);
    Set<String> numbers = new HashSet<>();
    if (!instances.isEmpty()) {
      runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
          .map(ProcessInstance::getBusinessKey)
          .forEach(numbers::add);
    }
    return numbers;
  }

  private void fill(String caseNumber, String userId, Model model) {
    CaseRights.View view = view(caseNumber, userId);
    audit.add(
        AuditEvent.of(AuditKind.READ, "案卷")
            .inCase(caseNumber)
            .saying(view.contacts() ? "联系人和电话，完整显示" : "联系人和电话，遮盖显示"));
    CaseFile.Card card = cases.of(caseNumber).orElseThrow().card(caseNumber);
    Optional<Project> project = projects.find(caseNumber);
    List<Timeline.Entry> entries = timeline.of(caseNumber);
    model.addAttribute("caseNumber", caseNumber);
    model.addAttribute("caseTitle", shown(card.title(), view));
    model.addAttribute("facts", project.map(p -> facts(p, view)).orElseGet(() -> facts(card)));
    model.addAttribute("proposal", project.map(p -> proposal(p, view)).orElse(List.of()));
    model.addAttribute("open", open(caseNumber, userId, view));
    model.addAttribute(
        "steps",
        readable(entries, userId, view).stream().map(entry -> step(entry, view)).toList());
    model.addAttribute("standing", standing.of(caseNumber, entries, userId, !view.everything()));
    model.addAttribute("stage", project.map(p -> p.stage().name()).orElse(""));
    model.addAttribute("scores", project.isPresent() ? scores.of(caseNumber, userId, view) : CaseScores.NONE);
    model.addAttribute("letters", view.everything() || view.contacts() ? letters(caseNumber, view) : List.of());
    model.addAttribute("papers", documents.of(caseNumber).stream().map(this::paper).toList());
    model.addAttribute("adds", view.adds());
    model.addAttribute("kinds", FileKind.WORDS);
    model.addAttribute("discreet", !view.everything());
  }

  private static List<Timeline.Entry> readable(List<Timeline.Entry> entries, String userId, CaseRights.View view) {
    if (view.results()) {
      return entries;
    }
    return view.everything() ? Discretion.withoutResults(entries, userId) : Discretion.readable(entries, userId);
  }

  private List<Fact> facts(CaseFile.Card card) {
    return List.of(new Fact("承办", card.group()), new Fact("区域", card.community()));
  }

  private List<Fact> facts(Project project, CaseRights.View view) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("项目编号", project.number() == null ? "入库后编号" : project.number()));
    facts.add(new Fact("申报编号", project.caseNumber()));
    facts.add(new Fact("阶段", project.stage().label() + (project.cycle() > 1 ? "（第 " + project.cycle() + " 轮孵化）" : "")));
    facts.add(new Fact("队伍", name(project.group())));
    facts.add(new Fact("社区", name(project.community())));
    facts.add(new Fact("街道", name(project.street())));
    facts.add(new Fact("管理中心", name(project.centre())));
    facts.add(new Fact("领域", project.area().label()));
    facts.add(new Fact("类别", project.lane().label()));
    facts.add(new Fact("征集榜单", project.call()));
    facts.add(new Fact("受理时间", WorkCalendar.MOMENT.format(project.openedAt())));
    if (project.parentNumber() != null) {
      facts.add(new Fact("来源项目", project.parentNumber()));
    }
    if (project.admittedAt() != null) {
      facts.add(new Fact("入库时间", WorkCalendar.MOMENT.format(project.admittedAt())));
    }
    if (project.endedAt() != null) {
      facts.add(new Fact("结束时间", WorkCalendar.MOMENT.format(project.endedAt())));
      facts.add(new Fact("结束原因", shown(project.endReason(), view)));
    }
    return facts;
  }

  private List<Fact> proposal(Project project, CaseRights.View view) {
    Dossier dossier = projects.dossier(project.caseNumber());
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("回应的需求", dossier.need()));
    facts.add(new Fact("服务对象", dossier.target()));
    facts.add(new Fact("实施方案", dossier.plan()));
    facts.add(new Fact("进度安排", dossier.schedule()));
    for (Dossier.BudgetLine line : dossier.budget()) {
      facts.add(new Fact("预算：" + line.purpose(), yuan(line.amountFen())));
    }
    facts.add(new Fact("预算合计", yuan(dossier.budgetFen())));
    facts.add(new Fact("固定志愿者", dossier.fixedVolunteers() + " 人"));
    facts.add(new Fact("团队", dossier.team()));
    facts.add(new Fact("需要的资源", dossier.resources()));
    facts.add(new Fact("其他资助", dossier.otherFunding()));
    facts.add(new Fact("联系人", view.contacts() ? dossier.contact() : Masking.name(dossier.contact())));
    facts.add(new Fact("联系电话", view.contacts() ? dossier.phone() : Masking.phone(dossier.phone())));
    return facts.stream()
        .filter(fact -> fact.value() != null && !fact.value().isBlank())
        .map(fact -> view.contacts() ? fact : new Fact(fact.name(), Masking.masked(fact.value(), dossier.contact())))
        .toList();
  }

  private List<Open> open(String caseNumber, String userId, CaseRights.View view) {
    Instant now = clock.instant();
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(caseNumber)
        .orderByDueDate()
        .asc()
        .orderByTaskCreateTime()
        .asc()
        .list()
        .stream()
        .filter(
            task ->
                view.everything()
                    || !Discretion.keeps(task.getTaskDefinitionKey())
                    || userId.equals(task.getAssignee()))
        .map(
            task -> {
              Instant due = task.getDueDate() == null ? null : task.getDueDate().toInstant();
              return new Open(
                  task.getId(),
                  task.getName(),
                  task.getAssignee() == null ? "待认领" : people.name(task.getAssignee()),
                  due == null ? "" : WorkCalendar.DAY.format(due),
                  due != null && due.isBefore(now),
                  userId.equals(task.getAssignee()));
            })
        .toList();
  }

  private Step step(Timeline.Entry entry, CaseRights.View view) {
    StringBuilder who = new StringBuilder();
    if (entry.person() != null) {
      who.append(entry.personName() == null ? entry.person() : entry.personName());
      if (entry.organisationName() != null) {
        who.append("，").append(entry.organisationName());
      }
      if (entry.role() != null) {
        who.append(entry.organisationName() == null ? "，" : "").append(Role.valueOf(entry.role().toUpperCase(Locale.ROOT)).label());
      }
      if (entry.actingForName() != null) {
        who.append("（代 ").append(entry.actingForName()).append("）");
      }
    }
    return new Step(
        WorkCalendar.MOMENT.format(entry.happenedAt()),
        entry.activityName(),
        who.toString(),
        shown(entry.said(), view),
        shown(entry.reason(), view),
        tables.named(entry.rule()));
  }

  private Paper paper(Documents.Document document) {
    long kilobytes = Math.max(1, document.sizeBytes() / 1024);
    String size =
        kilobytes < 1024 ? kilobytes + " KB" : BigDecimal.valueOf(kilobytes * 10 / 1024, 1).toPlainString() + " MB";
    return new Paper(
        document.id(),
        document.name(),
        size,
        document.uploadedBy() == null ? "系统" : people.name(document.uploadedBy()),
        WorkCalendar.MOMENT.format(document.uploadedAt()),
        document.sha256());
  }

  /** The latest first: it is the one that counts. */
  private List<Letter> letters(String caseNumber, CaseRights.View view) {
    List<Letter> written = new ArrayList<>();
    for (CaseLetters.CaseLetter letter : letters.of(caseNumber)) {
      String text = shown(letter.text(), view);
      written.add(0, new Letter(letter.subject(), WorkCalendar.MOMENT.format(letter.writtenAt()), text));
    }
    return written;
  }

  /** Telephones and addresses in a text are for those who must act on them. */
  private static String shown(String text, CaseRights.View view) {
    return view.contacts() ? text : Masking.masked(text);
  }

  private CaseRights.View view(String caseNumber, String userId) {
    return rights.of(caseNumber, userId).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }

  private String caseNumber(String number) {
    return numbers.of(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private String caseNumberOfTask(String taskId) {
    Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
    ProcessInstance instance =
        task == null || task.getProcessInstanceId() == null
            ? null
            : runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult();
    if (instance == null || instance.getBusinessKey() == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return caseNumber(instance.getBusinessKey());
  }

  private String name(String organisation) {
    return organisations.find(organisation).map(Organisation::name).orElse(organisation);
  }

  private static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString() + " 元";
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
