package org.hatchery.organisation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.organisation.CsvFile.Line;
import org.hatchery.organisation.ImportReport.RefusedLine;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes over a whole city from five files of comma-separated values: organisations.csv, people.csv, roles.csv,
 * deputies.csv and sanctions.csv (columns: src/main/resources/import/README.md). Good lines are taken over, bad ones are reported and
 * change nothing. Importing again updates and never duplicates; what a file does not name stays as it is.
 */
@Component
public class CityImport {

  private static final Map<String, String> ORGANISATION_COLUMNS =
      columns(
          "code", "编码", "name", "名称", "level", "层级", "kind", "类型", "parent", "上级编码",
          "registration", "登记情况", "founded", "成立日期");
  private static final Map<String, String> PEOPLE_COLUMNS =
      columns("id", "账号", "name", "姓名", "phone", "电话", "email", "邮箱", "password", "初始密码");
  private static final Map<String, String> ROLE_COLUMNS =
      columns("person", "账号", "organisation", "组织编码", "role", "角色", "areas", "领域", "since", "开始日期", "until", "结束日期");
  private static final Map<String, String> DEPUTY_COLUMNS =
      columns(
          "person", "账号", "deputy", "代理人账号", "role", "角色", "organisation", "组织编码",
          "from", "开始日期", "until", "结束日期");
  private static final Map<String, String> SANCTION_COLUMNS =
      columns("organisation", "组织编码", "kind", "类别", "basis", "依据", "since", "列入日期", "until", "移出日期", "revoked", "误登撤销");

  private static final Pattern CODE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,58}");
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?\\.[A-Za-z]{2,24}");
  private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8}(-\\d{1,6})?");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);

  /** Codes of project.Area by code and by Chinese word; that package stands above this one. */
  static final Map<String, String> AREAS =
      columns(
          "elderly", "扶老助残", "health", "医疗健康", "daily", "生活服务", "children", "儿童关爱",
          "environment", "环境整治", "culture", "文化教育", "emergency", "应急与其他");

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final Directory directory;
  private final Today today;
  private final ProcessEngine engine;
  private final Audit audit;

  CityImport(
      JdbcClient jdbc, JdbcTemplate batches, Directory directory, Today today, ProcessEngine engine, Audit audit) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.directory = directory;
    this.today = today;
    this.engine = engine;
    this.audit = audit;
  }

  /**
   * Imports the files of a folder, all in one transaction, and brings the engine's users and groups in step.
   *
   * @param folder a resource whose path ends with a slash; a file that is not in it is passed over, but one must be
   * @param password first password of new people without one in their line; null: none can sign in until a password
   *     is set by an administrator
   * @return what was taken over and every refused line; never null
   * @throws UncheckedIOException where a file is there but cannot be read
   */
  @Transactional
  public ImportReport importFrom(Resource folder, String password) {
    List<RefusedLine> refused = new ArrayList<>();
    Optional<List<Line>> organisations =
        lines(folder, "organisations.csv", ORGANISATION_COLUMNS, List.of("code", "name", "kind"), refused);
    Optional<List<Line>> people = lines(folder, "people.csv", PEOPLE_COLUMNS, List.of("id", "name"), refused);
    Optional<List<Line>> roles =
        lines(folder, "roles.csv", ROLE_COLUMNS, List.of("person", "organisation", "role"), refused);
    Optional<List<Line>> deputies =
        lines(
            folder,
            "deputies.csv",
            DEPUTY_COLUMNS,
            List.of("person", "deputy", "role", "organisation", "from", "until"),
            refused);
    Optional<List<Line>> sanctions =
        lines(
            folder, "sanctions.csv", SANCTION_COLUMNS, List.of("organisation", "kind", "basis", "since"), refused);
    if (Stream.of(organisations, people, roles, deputies, sanctions).allMatch(Optional::isEmpty)) {
      refused.add(
          new RefusedLine(
              folder.getDescription(),
              0,
              "",
              "这里没有 organisations.csv、people.csv、roles.csv、deputies.csv、sanctions.csv 中的任何一个，请核对文件夹。"));
    }
    Refusals refusals = new Refusals(refused);
    Map<String, String> passwords = new HashMap<>();
    int organisationCount = organisations(organisations.orElse(List.of()), refusals);
    int personCount = people(people.orElse(List.of()), passwords, refusals);
    int roleCount = roles(roles.orElse(List.of()), refusals);
    int deputyCount = deputies(deputies.orElse(List.of()), refusals);
    int sanctionCount = sanctions.map(lines -> sanctions(lines, refusals)).orElse(0);
    audit.add(
        AuditEvent.of(AuditKind.RIGHTS, "导入城市数据")
            .saying(
                "组织 %d、人员 %d、岗位 %d、代理 %d、处罚 %d，未导入 %d 行"
                    .formatted(organisationCount, personCount, roleCount, deputyCount, sanctionCount, refused.size())));
    directory.sync(passwords, password);
    refused.sort(Comparator.comparing(RefusedLine::file, CityImport::byOrderOfFiles).thenComparing(RefusedLine::line));
    return new ImportReport(organisationCount, personCount, roleCount, deputyCount, sanctionCount, List.copyOf(refused));
  }

  private int organisations(List<Line> lines, Refusals refusals) {
    Map<String, Node> tree = new HashMap<>();
    jdbc.sql("select code, level, kind, parent from hatchery.organisation")
        .query(Node.class)
        .list()
        .forEach(node -> tree.put(node.code(), node));
    Map<String, Integer> seen = new HashMap<>();
    Set<String> refusedCodes = new HashSet<>();
    List<OrganisationLine> readable = new ArrayList<>();
    for (Line line : lines) {
      Optional<OrganisationLine> read = organisation(line, seen, refusals);
      read.ifPresentOrElse(readable::add, () -> refusedCodes.add(line.get("code")));
    }
    // From the top down, whatever the order in the file: a parent is known before its children.
    readable.sort(
        Comparator.comparing((OrganisationLine o) -> o.kind() != Kind.PARTY)
            .thenComparing(o -> o.level() == null ? Level.BUILDING : o.level()));
    List<Object[]> rows = new ArrayList<>();
    for (OrganisationLine o : readable) {
      Optional<Node> node = place(o, tree, refusedCodes, refusals);
      if (node.isEmpty()) {
        refusedCodes.add(o.code());
        continue;
      }
      tree.put(o.code(), node.get());
      rows.add(
          new Object[] {
            o.code(),
            o.name(),
            node.get().level().name(),
            o.kind().name(),
            o.parent(),
            o.registration().name(),
            o.founded()
          });
    }
    batches.batchUpdate(
        "insert into hatchery.organisation (code, name, level, kind, parent, registration, founded)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (code) do update set name = excluded.name,"
            + " parent = excluded.parent, registration = excluded.registration,"
            + " level = excluded.level, founded = coalesce(excluded.founded, hatchery.organisation.founded)",
        rows);
    return rows.size();
  }

  /** What can be seen from the line alone. */
  private Optional<OrganisationLine> organisation(Line line, Map<String, Integer> seen, Refusals refusals) {
    Check check = new Check(line, ORGANISATION_COLUMNS, refusals);
    String code = line.get("code");
    if (check.present("code")) {
      check.that(CODE.matcher(code).matches(), "code", "“%s”不合要求，只能用小写字母、数字和连字符，最多 40 个字符。".formatted(code));
      check.once(seen, code, "code");
    }
    check.name("name", 120);
    Kind kind = check.choice("kind", Kind.class, null);
    Level level = kind == Kind.PARTY ? check.choice("level", Level.class, null) : null;
    Registration registration =
        check.choice("registration", Registration.class, Registration.REGISTERED);
    LocalDate founded = check.date("founded");
    check.that(
        founded == null || !founded.isAfter(today.get()), "founded", "成立日期在今天以后，请核对。");
    String parent = line.has("parent") ? line.get("parent") : null;
    if (kind == Kind.PARTY && level == Level.CITY) {
      check.that(parent == null, "parent", "市一级没有上级，此列应留空。");
    } else if (kind != null && (level != null || kind != Kind.PARTY)) {
      check.present("parent");
    }
    return check.good()
        ? Optional.of(new OrganisationLine(line, code, line.get("name"), level, kind, parent, registration, founded))
        : Optional.empty();
  }

  /** What can be seen from the tree; the new node where the organisation has its place in it. */
  private static Optional<Node> place(
      OrganisationLine o, Map<String, Node> tree, Set<String> refusedCodes, Refusals refusals) {
    Check check = new Check(o.line(), ORGANISATION_COLUMNS, refusals);
    Node before = tree.get(o.code());
    if (before != null) {
      check.that(before.kind() == o.kind(), "kind", "这个编码已是“%s”，类型不能更改；新的组织请用新的编码。".formatted(before.kind().label()));
      check.that(
          o.level() == null || before.level() == o.level(),
          "level",
          "这个编码已是“%s”一级，层级不能更改；新的组织请用新的编码。".formatted(before.level().label()));
    }
    Level level = o.level();
    if (o.parent() != null) {
      Node parent = tree.get(o.parent());
      if (parent == null || refusedCodes.contains(o.parent())) {
        check.refuse(
            "parent",
            refusedCodes.contains(o.parent())
                ? "上级“%s”那一行没有导入，请先改正那一行。".formatted(o.parent())
                : "没有编码为“%s”的组织，请核对上级编码。".formatted(o.parent()));
      } else if (parent.kind() != Kind.PARTY) {
        check.refuse("parent", "上级“%s”是%s，上级应为党组织。".formatted(o.parent(), parent.kind().label()));
      } else if (o.kind() == Kind.PARTY) {
        check.that(
            parent.level().above(o.level()),
            "level",
            "“%s”一级不能放在“%s”一级之下，请核对层级和上级编码。".formatted(o.level().label(), parent.level().label()));
      } else {
        level = parent.level();
        check.that(
            o.kind() != Kind.CENTRE || level == Level.STREET || level == Level.CITY,
            "parent",
            "管理中心应设在街道（没有街道的城市设在市）之下，请核对上级编码。");
      }
    }
    return check.good() ? Optional.of(new Node(o.code(), level, o.kind(), o.parent())) : Optional.empty();
  }

  private int people(List<Line> lines, Map<String, String> passwords, Refusals refusals) {
    Map<String, Integer> seen = new HashMap<>();
    List<Object[]> rows = new ArrayList<>();
    for (Line line : lines) {
      Check check = new Check(line, PEOPLE_COLUMNS, refusals);
      String id = line.get("id");
      if (check.present("id")) {
        check.that(ID.matcher(id).matches(), "id", "“%s”不合要求，只能用字母、数字、点、下划线和连字符，最多 59 个字符。".formatted(id));
        check.once(seen, id, "id");
      }
      check.name("name", 60);
      String phone = line.get("phone").replaceAll("[\\s\u3000]", "");
      check.that(
          phone.isEmpty() || PHONE.matcher(phone).matches(),
          "phone",
          "“%s”不是有效的电话，请填 11 位手机号，或区号加固定电话。".formatted(line.get("phone")));
      String email = line.get("email");
      check.that(
          email.isEmpty() || MAIL.matcher(email).matches() && !email.contains(".."),
          "email",
          "“%s”不是有效的邮箱，请按 name@example.cn 的样式填写。".formatted(email));
      String password = line.get("password");
      check.that(password.isEmpty() || password.length() >= 8, "password", "初始密码少于 8 个字符，请改长一些。");
      check.that(password.isEmpty() || allowed(password), "password", "初始密码太短或太容易被猜到，请用 12 个以上字符，不含账号和姓名，不用常见的密码。");
      if (check.good()) {
        rows.add(new Object[] {id, line.get("name"), phone.isEmpty() ? null : phone, email.isEmpty() ? null : email});
        if (!password.isEmpty()) {
          passwords.put(id, password);
        }
      }
    }
    batches.batchUpdate(
        "insert into hatchery.person (id, name, phone, email) values (?, ?, ?, ?) on conflict (id) do update"
            + " set name = excluded.name, phone = excluded.phone, email = excluded.email",
        rows);
    return rows.size();
  }

  private boolean allowed(String password) {
    return !engine.getProcessEngineConfiguration().isEnablePasswordPolicy()
        || engine.getIdentityService().checkPasswordAgainstPolicy(password).isValid();
  }

  private int roles(List<Line> lines, Refusals refusals) {
    Set<String> people = people();
    Map<String, Node> tree = tree();
    Map<Seat, List<Term>> terms = terms();
    Map<String, Integer> seen = new HashMap<>();
    int taken = 0;
    List<Object[]> inserts = new ArrayList<>();
    List<Object[]> updates = new ArrayList<>();
    for (Line line : lines) {
      Check check = new Check(line, ROLE_COLUMNS, refusals);
      check.known("person", people, "没有账号“%s”的人员，请先在 people.csv 里登记。");
      check.known("organisation", tree.keySet(), "没有编码为“%s”的组织，请核对组织编码。");
      Role role = check.choice("role", Role.class, null);
      LocalDate since = check.date("since");
      LocalDate until = check.date("until");
      Node where = tree.get(line.get("organisation"));
      if (role != null && where != null) {
        check.that(
            role.fits(where.kind(), where.level()),
            "role",
            "“%s”（%s）不设“%s”这个角色，请核对角色和组织编码。"
                .formatted(
                    where.code(),
                    where.kind() == Kind.PARTY ? where.level().label() + "党组织" : where.kind().label(),
                    role.label()));
      }
      List<String> areas = areas(check, line, role);
      if (!check.good()) {
        continue;
      }
      Seat seat = new Seat(line.get("person"), line.get("organisation"), role);
      check.once(seen, seat + " " + since, "");
      if (until != null && since != null) {
        check.that(!until.isBefore(since), "until", "结束日期早于开始日期，请改正。");
      }
      if (!check.good()) {
        continue;
      }
      List<Term> known = terms.computeIfAbsent(seat, s -> new ArrayList<>());
      Optional<Term> same = same(known, since, until);
      if (same.isPresent() && same.get().line() > 0) {
        check.refuse("since", "与第 %d 行的任期重叠，请改正日期或删去一行。".formatted(same.get().line()));
        continue;
      }
      LocalDate begins = since;
      if (begins == null) {
        begins = same.map(Term::since).orElse(until == null || until.isAfter(today.get()) ? today.get() : until);
      }
      if (until != null && until.isBefore(begins)) {
        check.refuse("until", "结束日期早于已登记的开始日期 %s，请改正。".formatted(begins));
        continue;
      }
      Term term = new Term(begins, until, line.number());
      if (known.stream().anyMatch(t -> !Optional.of(t).equals(same) && t.overlaps(term))) {
        check.refuse("since", "与已登记的另一段任期重叠，请核对开始日期和结束日期。");
        continue;
      }
      String[] areaCodes = areas.toArray(String[]::new);
      if (same.isPresent()) {
        LocalDate was = same.get().since();
        updates.add(
            new Object[] {begins, until, areaCodes, seat.person(), seat.organisation(), role.name(), was});
        known.remove(same.get());
      } else {
        inserts.add(new Object[] {seat.person(), seat.organisation(), role.name(), begins, until, areaCodes});
      }
      known.add(term);
      taken++;
    }
    batches.batchUpdate(
        "update hatchery.holding set since = ?, until = ?, areas = ?"
            + " where person = ? and organisation = ? and role = ? and since = ?",
        updates);
    batches.batchUpdate(
        "insert into hatchery.holding (person, organisation, role, since, until, areas) values (?, ?, ?, ?, ?, ?)",
        inserts);
    return taken;
  }

  /**
   * The known term that a line is about: the one that began on the same day, or that it overlaps. Without a
   * first day it is the term that still runs, and for an ended one the term that ended on that day.
   */
  private static Optional<Term> same(List<Term> known, LocalDate since, LocalDate until) {
    if (since == null) {
      return known.stream()
          .filter(t -> t.until() == null || t.until().equals(until))
          .max(Comparator.comparing(Term::since));
    }
    Term term = new Term(since, until, 0);
    return known.stream()
        .filter(t -> t.since().equals(since) || t.overlaps(term))
        .max(Comparator.comparing((Term t) -> t.since().equals(since)).thenComparing(Term::since));
  }

  private static List<String> areas(Check check, Line line, Role role) {
    List<String> codes = new ArrayList<>();
    for (String word : line.get("areas").split("[;；、|/]")) {
      String area = word.strip();
      Optional<String> code =
          AREAS.entrySet().stream()
              .filter(e -> e.getKey().equals(area) || e.getValue().equals(area))
              .map(Map.Entry::getKey)
              .findFirst();
      if (code.isPresent()) {
        codes.add(code.get());
      } else if (!area.isEmpty()) {
        check.refuse("areas", "没有“%s”这个领域，可填：%s；多个领域用分号隔开。".formatted(area, String.join("、", AREAS.values())));
      }
    }
    if (role == Role.EXPERT) {
      check.that(line.has("areas"), "areas", "专家须填写领域，多个领域用分号隔开。");
    } else if (role != null) {
      check.that(!line.has("areas"), "areas", "只有专家填写领域，此列应留空。");
    }
    return List.copyOf(new LinkedHashSet<>(codes));
  }

  private int deputies(List<Line> lines, Refusals refusals) {
    Set<String> people = people();
    Map<String, Node> tree = tree();
    Map<Seat, List<Term>> terms = terms();
    List<Object[]> rows = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Line line : lines) {
      Check check = new Check(line, DEPUTY_COLUMNS, refusals);
      check.known("person", people, "没有账号“%s”的人员，请先在 people.csv 里登记。");
      check.known("deputy", people, "没有账号“%s”的人员，请先在 people.csv 里登记。");
      check.known("organisation", tree.keySet(), "没有编码为“%s”的组织，请核对组织编码。");
      Role role = check.choice("role", Role.class, null);
      check.present("from");
      check.present("until");
      LocalDate from = check.date("from");
      LocalDate until = check.date("until");
      check.that(
          !line.has("deputy") || !line.get("deputy").equals(line.get("person")), "deputy", "代理人不能是本人，请另填一人。");
      if (role != null) {
        check.that(role.deputable(), "role", "“%s”须由本人履职，不能指定代理人。".formatted(role.label()));
      }
      if (from != null && until != null) {
        check.that(!until.isBefore(from), "until", "结束日期早于开始日期，请改正。");
      }
      if (!check.good()) {
        continue;
      }
      Seat seat = new Seat(line.get("person"), line.get("organisation"), role);
      check.that(
          terms.getOrDefault(seat, List.of()).stream().anyMatch(t -> t.until() == null || !t.until().isBefore(from)),
          "role",
          "“%s”在这一期间不是“%s”的%s，请核对。".formatted(seat.person(), seat.organisation(), role.label()));
      check.once(seen, seat + " " + line.get("deputy") + " " + from, "");
      if (check.good()) {
        rows.add(new Object[] {seat.person(), line.get("deputy"), role.name(), seat.organisation(), from, until});
      }
    }
    batches.batchUpdate(
        "insert into hatchery.deputy (person, deputy, role, organisation, since, until) values (?, ?, ?, ?, ?, ?)"
            + " on conflict (person, deputy, role, organisation, since) do update set until = excluded.until",
        rows);
    return rows.size();
  }

  private int sanctions(List<Line> lines, Refusals refusals) {
    Map<String, Node> tree = tree();
    Map<String, List<Term>> known = sanctions();
    List<Object[]> rows = new ArrayList<>();
    for (Line line : lines) {
      Check check = new Check(line, SANCTION_COLUMNS, refusals);
      check.known("organisation", tree.keySet(), "没有编码为“%s”的组织，请核对组织编码。");
      Node listed = tree.get(line.get("organisation"));
      check.that(
          listed == null || listed.kind().proposes(), "organisation", "只登记志愿队和社会组织，请核对组织编码。");
      Sanction.Kind kind = check.choice("kind", Sanction.Kind.class, null);
      check.name("basis", 500);
      check.present("since");
      LocalDate since = check.date("since");
      LocalDate until = check.date("until");
      check.that(since == null || !since.isAfter(today.get()), "since", "列入日期在今天以后，请核对。");
      check.that(since == null || until == null || !until.isBefore(since), "until", "移出日期早于列入日期，请改正。");
      boolean revoked = !line.get("revoked").isEmpty();
      check.that(!revoked || line.get("revoked").equals("是"), "revoked", "误登的填“是”，其余不填。");
      if (!check.good()) {
        continue;
      }
      List<Term> terms = known.computeIfAbsent(listed.code() + " " + kind, k -> new ArrayList<>());
      if (revoked) {
        revoked(listed.code(), kind, since, terms, line, check);
        continue;
      }
      Optional<Term> same = same(terms, since, until);
      if (same.isPresent() && same.get().line() > 0) {
        check.refuse("since", "与第 %d 行的期间重叠，请改正日期或删去一行。".formatted(same.get().line()));
        continue;
      }
      Term term = new Term(since, until, line.number());
      if (terms.stream().anyMatch(t -> !Optional.of(t).equals(same) && t.overlaps(term))) {
        check.refuse("since", "与已登记的另一段期间重叠，请核对列入日期和移出日期。");
        continue;
      }
      same.ifPresent(terms::remove);
      terms.add(term);
      LocalDate was = same.map(Term::since).orElse(since);
      rows.add(new Object[] {listed.code(), kind.name(), was, line.get("basis"), since, until});
    }
    batches.batchUpdate("insert into hatchery.sanction_import (imported_on) values (?) on conflict do nothing",
        List.<Object[]>of(new Object[] {today.get()}));
    rows.forEach(
        row -> {
          batches.update(
              "delete from hatchery.sanction where organisation = ? and kind = ? and since = ?", row[0], row[1], row[2]);
          batches.update(
              "insert into hatchery.sanction (organisation, kind, basis, since, until) values (?, ?, ?, ?, ?)",
              row[0], row[1], row[3], row[4], row[5]);
        });
    return rows.size();
  }

  /** An entry that never should have been: kept aside, and seen by no screening any more. */
  private void revoked(String organisation, Sanction.Kind kind, LocalDate since, List<Term> terms, Line line, Check check) {
    if (!terms.removeIf(term -> term.since().equals(since) && term.line() == 0)) {
      boolean before =
          jdbc.sql(
                  """
                  select exists (select 1 from hatchery.sanction_revoked
                    where organisation = :organisation and kind = :kind and since = :since)
                  """)
              .param("organisation", organisation)
              .param("kind", kind.name())
              .param("since", since)
              .query(Boolean.class)
              .single();
      if (!before) {
        check.refuse("since", "登记册里没有这一天列入的这一类处罚，没有可撤销的，请核对。");
      }
      return;
    }
    jdbc.sql(
            """
            with gone as (
              delete from hatchery.sanction
              where organisation = :organisation and kind = :kind and since = :since returning *)
            insert into hatchery.sanction_revoked (organisation, kind, basis, since, until, reason, revoked_on)
            select organisation, kind, basis, since, until, :reason, :today from gone
            """)
        .param("organisation", organisation)
        .param("kind", kind.name())
        .param("since", since)
        .param("reason", line.get("basis"))
        .param("today", today.get())
        .update();
  }

  /** Registered terms by organisation and kind. */
  private Map<String, List<Term>> sanctions() {
    Map<String, List<Term>> terms = new HashMap<>();
    jdbc.sql("select organisation, kind, since, until from hatchery.sanction")
        .query(
            row -> {
              terms
                  .computeIfAbsent(row.getString("organisation") + " " + row.getString("kind"), k -> new ArrayList<>())
                  .add(new Term(row.getObject("since", LocalDate.class), row.getObject("until", LocalDate.class), 0));
            });
    return terms;
  }

  private Set<String> people() {
    return new HashSet<>(jdbc.sql("select id from hatchery.person").query(String.class).list());
  }

  private Map<String, Node> tree() {
    return jdbc.sql("select code, level, kind, parent from hatchery.organisation").query(Node.class).list().stream()
        .collect(Collectors.toMap(Node::code, n -> n));
  }

  private Map<Seat, List<Term>> terms() {
    Map<Seat, List<Term>> terms = new HashMap<>();
    jdbc.sql("select person, organisation, role, since, until from hatchery.holding")
        .query(
            row -> {
              Seat seat =
                  new Seat(row.getString("person"), row.getString("organisation"), Role.valueOf(row.getString("role")));
              terms
                  .computeIfAbsent(seat, s -> new ArrayList<>())
                  .add(new Term(row.getObject("since", LocalDate.class), row.getObject("until", LocalDate.class), 0));
            });
    return terms;
  }

  private static Optional<List<Line>> lines(
      Resource folder, String name, Map<String, String> columns, List<String> required, List<RefusedLine> refused) {
    try {
      Resource file = folder.createRelative(name);
      if (!file.exists()) {
        return Optional.empty();
      }
      CsvFile csv = CsvFile.read(name, file.getContentAsByteArray(), columns, required);
      refused.addAll(csv.refused());
      return Optional.of(csv.lines());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int byOrderOfFiles(String one, String other) {
    List<String> order = List.of("organisations.csv", "people.csv", "roles.csv", "deputies.csv", "sanctions.csv");
    return Integer.compare(order.indexOf(one), order.indexOf(other));
  }

  private static Map<String, String> columns(String... pairs) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      columns.put(pairs[i], pairs[i + 1]);
    }
    return columns;
  }

  private record Node(String code, Level level, Kind kind, String parent) {}

  private record Seat(String person, String organisation, Role role) {}

  /**
   * @param since first day
   * @param until last day; null: still runs
   * @param line that it comes from; 0: known before
   */
  private record Term(LocalDate since, LocalDate until, int line) {

    boolean overlaps(Term other) {
      return (until == null || !until.isBefore(other.since))
          && (other.until == null || !since.isAfter(other.until));
    }
  }

  private record OrganisationLine(
      Line line,
      String code,
      String name,
      Level level,
      Kind kind,
      String parent,
      Registration registration,
      LocalDate founded) {}

  private record Refusals(List<RefusedLine> lines) {}

  /** Checks one line; each broken rule is a line of the report. */
  private static final class Check {

    private final Line line;
    private final Map<String, String> columns;
    private final Refusals refusals;
    private boolean good = true;

    Check(Line line, Map<String, String> columns, Refusals refusals) {
      this.line = line;
      this.columns = columns;
      this.refusals = refusals;
    }

    boolean good() {
      return good;
    }

    void refuse(String key, String reason) {
      good = false;
      refusals.lines().add(new RefusedLine(line.file(), line.number(), columns.getOrDefault(key, ""), reason));
    }

    void that(boolean holds, String key, String reason) {
      if (!holds) {
        refuse(key, reason);
      }
    }

    boolean present(String key) {
      that(line.has(key), key, "没有填写，请补上。");
      return line.has(key);
    }

    void once(Map<String, Integer> seen, String value, String key) {
      Integer first = seen.putIfAbsent(value, line.number());
      that(first == null, key, "与第 %d 行重复，请删去一行。".formatted(first));
    }

    void known(String key, Set<String> all, String reason) {
      if (present(key)) {
        that(all.contains(line.get(key)), key, reason.formatted(line.get(key)));
      }
    }

    void name(String key, int longest) {
      if (present(key)) {
        String name = line.get(key);
        int length = name.codePointCount(0, name.length());
        that(length <= longest, key, "有 %d 个字，最多 %d 个字，请缩短。".formatted(length, longest));
        that(name.codePoints().noneMatch(Character::isISOControl), key, "含有换行等看不见的字符，请重新输入。");
      }
    }

    <E extends Enum<E> & Labelled> E choice(String key, Class<E> type, E otherwise) {
      if (!line.has(key) && otherwise != null) {
        return otherwise;
      }
      if (!present(key)) {
        return null;
      }
      Optional<E> value = Labelled.parse(type, line.get(key));
      that(
          value.isPresent(),
          key,
          "没有“%s”这一项，可填：%s。"
              .formatted(
                  line.get(key),
                  Arrays.stream(type.getEnumConstants()).map(Labelled::label).collect(Collectors.joining("、"))));
      return value.orElse(null);
    }

    LocalDate date(String key) {
      if (!line.has(key)) {
        return null;
      }
      try {
        return LocalDate.parse(line.get(key).replace('/', '-').replace('.', '-'), DATE);
      } catch (DateTimeParseException e) {
        refuse(key, "“%s”不是有效的日期，请按 2026-03-01 的样式填写。".formatted(line.get(key)));
        return null;
      }
    }
  }
}
