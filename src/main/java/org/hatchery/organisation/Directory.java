package org.hatchery.organisation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;
import org.hatchery.engine.Rules;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the engine's users, groups, memberships and rights in step with our tables. Always compares the whole and
 * writes only what differs, so it may run at any time and any number of times, and its cost grows with the city, not
 * its square.
 */
@Component
class Directory {

  /** Any number that nobody else locks by: two nodes must not compare at the same time. */
  private static final long LOCK = 7_240_020L;

  /** Who holds what today, himself or as a deputy. */
  private static final String WANTED =
      """
      select h.person as who, h.organisation, h.role from hatchery.holding h
      where h.since <= :today and (h.until is null or h.until >= :today)
      union
      select d.deputy, d.organisation, d.role from hatchery.deputy d
      join hatchery.holding h on h.person = d.person and h.organisation = d.organisation and h.role = d.role
      where :today between d.since and d.until
        and h.since <= :today and (h.until is null or h.until >= :today)
      """;

  private final JdbcClient jdbc;
  private final IdentityService identity;
  private final AuthorizationService authorizations;
  private final Rules rules;
  private final Today today;
  private final Leaving leaving;
  private final Audit audit;

  Directory(
      JdbcClient jdbc,
      IdentityService identity,
      AuthorizationService authorizations,
      Rules rules,
      Today today,
      Leaving leaving,
      Audit audit) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.authorizations = authorizations;
    this.rules = rules;
    this.today = today;
    this.leaving = leaving;
    this.audit = audit;
  }

  @Transactional
  void sync() {
    sync(Map.of(), null);
  }

  /** Memberships alone, as days go by: what begins or ends today. */
  @Transactional
  void syncMemberships() {
    asNobody(
        () -> {
          users(Map.of(), null);
          memberships();
        });
  }

  /** Whether a role began or ended by the days since; asked often, so it changes nothing and reads little. */
  boolean behind() {
    return jdbc.sql(
            """
            with wanted as (select w.who, w.organisation || ':' || lower(w.role) as what from (%s) w),
              present as (select user_id_ as who, group_id_ as what from public.act_id_membership where group_id_ like '%%:%%')
            select exists (select * from wanted except select * from present)
              or exists (select * from present except select * from wanted)
            """
                .formatted(WANTED))
        .param("today", today.get())
        .query(Boolean.class)
        .single();
  }

  /**
   * @param passwords first passwords by user id, for users that do not exist yet
   * @param otherwise first password of the other new users; null: none, and nobody signs in by one
   */
  @Transactional
  void sync(Map<String, String> passwords, String otherwise) {
    asNobody(
        () -> {
          users(passwords, otherwise);
          Set<Group> groups = groups();
          administrators();
          memberships();
          grants(groups);
        });
  }

  /** Whoever is signed in while this runs is not the one whose rights count. One node at a time. */
  private void asNobody(Runnable work) {
    var signedIn = identity.getCurrentAuthentication();
    identity.clearAuthentication();
    try {
      jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().listOfRows();
      work.run();
    } finally {
      identity.setAuthentication(signedIn);
    }
  }

  private void users(Map<String, String> passwords, String otherwise) {
    Map<String, User> known =
        identity.createUserQuery().list().stream().collect(Collectors.toMap(User::getId, Function.identity()));
    List<Person> people =
        jdbc.sql("select id, name, phone, email from hatchery.person order by id").query(Person.class).list();
    for (Person person : people) {
      User user = known.get(person.id());
      if (user == null) {
        user = identity.newUser(person.id());
        String password = passwords.getOrDefault(person.id(), otherwise);
        if (password != null) {
          user.setPassword(password);
        }
      } else if (person.name().equals(user.getFirstName()) && Objects.equals(person.email(), user.getEmail())) {
        continue;
      }
      // Screens show first and last name in this order with a blank between: a Chinese name goes whole into one.
      user.setFirstName(person.name());
      user.setLastName("");
      user.setEmail(person.email());
      identity.saveUser(user);
    }
  }

  private Set<Group> groups() {
    Map<String, org.camunda.bpm.engine.identity.Group> known =
        identity.createGroupQuery().list().stream()
            .collect(Collectors.toMap(org.camunda.bpm.engine.identity.Group::getId, Function.identity()));
    Set<Group> groups = new LinkedHashSet<>();
    jdbc.sql(
            "select distinct h.organisation, h.role, o.name from hatchery.holding h"
                + " join hatchery.organisation o on o.code = h.organisation order by h.organisation, h.role")
        .query(
            row -> {
              Group group = new Group(row.getString("organisation"), Role.valueOf(row.getString("role")));
              groups.add(group);
              String name = row.getString("name") + " · " + group.role().label();
              save(known.get(group.id()), group.id(), name, Groups.GROUP_TYPE_WORKFLOW);
            });
    save(known.get(Groups.CAMUNDA_ADMIN), Groups.CAMUNDA_ADMIN, "系统管理员", Groups.GROUP_TYPE_SYSTEM);
    return groups;
  }

  private void save(org.camunda.bpm.engine.identity.Group known, String id, String name, String type) {
    var group = known;
    if (group == null) {
      group = identity.newGroup(id);
      group.setType(type);
    } else if (name.equals(group.getName())) {
      return;
    }
    group.setName(name);
    identity.saveGroup(group);
  }

  /** The engine gives the administrators' group its rights only where a user is configured; ours come by file. */
  private void administrators() {
    Set<Integer> granted =
        authorizations.createAuthorizationQuery().groupIdIn(Groups.CAMUNDA_ADMIN).list().stream()
            // the engine itself lets each group read its own entry, which is not all of them
            .filter(a -> Authorization.ANY.equals(a.getResourceId()))
            .map(Authorization::getResourceType)
            .collect(Collectors.toSet());
    for (Resource resource : Resources.values()) {
      if (!granted.contains(resource.resourceType())) {
        grant(Groups.CAMUNDA_ADMIN, new Right(resource, Authorization.ANY, List.of(Permissions.ALL)));
      }
    }
  }

  private void memberships() {
    Set<Membership> wanted = new LinkedHashSet<>();
    jdbc.sql(
            WANTED + " order by 1, 2, 3")
        .param("today", today.get())
        .query(
            row -> {
              Group group = new Group(row.getString("organisation"), Role.valueOf(row.getString("role")));
              wanted.add(new Membership(row.getString("who"), group.id()));
              if (group.role() == Role.ADMIN) {
                wanted.add(new Membership(row.getString("who"), Groups.CAMUNDA_ADMIN));
              }
            });
    // The engine's query answers for one group at a time; a city has a thousand.
    Set<Membership> present =
        new HashSet<>(
            jdbc.sql("select user_id_ as user_id, group_id_ as group_id from public.act_id_membership")
                .query(Membership.class)
                .list());
    boolean anAdministratorStays = wanted.stream().anyMatch(m -> m.groupId().equals(Groups.CAMUNDA_ADMIN));
    Set<String> formerAdministrators =
        jdbc.sql("select distinct person from hatchery.holding where role = 'ADMIN'").query(String.class).set();
    for (Membership m : wanted) {
      if (!present.contains(m)) {
        identity.createMembership(m.userId(), m.groupId());
      }
    }
    List<Membership> left = new ArrayList<>();
    for (Membership m : present) {
      boolean ours =
          m.groupId().equals(Groups.CAMUNDA_ADMIN)
              // Who is administrator by configuration stays; and the group must never become empty, because the
              // engine then lets anybody create the first administrator.
              ? anAdministratorStays && formerAdministrators.contains(m.userId())
              : Group.parse(m.groupId()).isPresent();
      if (ours && !wanted.contains(m)) {
        identity.deleteMembership(m.userId(), m.groupId());
        left.add(m);
      }
    }
    left.forEach(m -> leaving.left(m.userId(), m.groupId()));
  }

  private void grants(Collection<Group> groups) {
    Map<Role, List<Right>> byRole = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      byRole.put(role, rights(role));
    }
    Map<String, Map<Key, Authorization>> present = new HashMap<>();
    for (Authorization a :
        authorizations
            .createAuthorizationQuery()
            .authorizationType(Authorization.AUTH_TYPE_GRANT)
            .list()) {
      if (a.getGroupId() != null) {
        present
            .computeIfAbsent(a.getGroupId(), g -> new HashMap<>())
            .put(new Key(a.getResourceType(), a.getResourceId()), a);
      }
    }
    int given = 0;
    List<String> taken = new ArrayList<>();
    for (Group group : groups) {
      Map<Key, Authorization> has = present.getOrDefault(group.id(), Map.of());
      Set<Key> wanted = new HashSet<>();
      for (Right right : byRole.get(group.role())) {
        wanted.add(right.key());
        if (!has.containsKey(right.key())) {
          grant(group.id(), right);
          given++;
        }
      }
      // What a role starts by hand is said by the table alone; other rights given by an administrator stay.
      has.forEach(
          (key, authorization) -> {
            if (key.resourceType() == Resources.PROCESS_DEFINITION.resourceType() && !wanted.contains(key)) {
              authorizations.deleteAuthorization(authorization.getId());
              taken.add(key.resourceId());
            }
          });
    }
    if (given > 0 || !taken.isEmpty()) {
      audit.add(
          AuditEvent.of(AuditKind.RIGHTS, "各用户组可发起的流程")
              .saying("按决策表对齐：给出 " + given + " 项，收回 " + taken.size() + " 项"));
    }
  }

  private List<Right> rights(Role role) {
    List<Right> rights = new ArrayList<>();
    rights.add(new Right(Resources.APPLICATION, "tasklist", List.of(Permissions.ACCESS)));
    List<Map<String, Object>> starts = rules.decide("starting", Map.of("role", role.code())).rows();
    for (Map<String, Object> row : starts) {
      rights.add(
          new Right(
              Resources.PROCESS_DEFINITION,
              String.valueOf(row.get("process")),
              List.of(Permissions.READ, Permissions.CREATE_INSTANCE)));
    }
    if (!starts.isEmpty()) {
      rights.add(new Right(Resources.PROCESS_INSTANCE, Authorization.ANY, List.of(Permissions.CREATE)));
    }
    return rights;
  }

  private void grant(String groupId, Right right) {
    Authorization authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    authorization.setGroupId(groupId);
    authorization.setResource(right.resource());
    authorization.setResourceId(right.resourceId());
    right.permissions().forEach(authorization::addPermission);
    authorizations.saveAuthorization(authorization);
  }

  private record Membership(String userId, String groupId) {}

  private record Key(int resourceType, String resourceId) {}

  private record Right(Resource resource, String resourceId, List<Permission> permissions) {
    Key key() {
      return new Key(resource.resourceType(), resourceId);
    }
  }
}
