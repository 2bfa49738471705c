package org.hatchery.organisation;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tree of organisations (DOMAIN.md, People). Five levels at most; works the same where a city has only three. */
@Component
public class Organisations {

  private static final String COLUMNS = "o.code, o.name, o.level, o.kind, o.parent, o.registration";

  /** Self and everything above, nearest first. */
  static final String CHAIN =
      """
      with recursive chain as (
        select o.*, 0 as step from hatchery.organisation o where o.code = :code
        union all
        select p.*, c.step + 1 from hatchery.organisation p join chain c on p.code = c.parent)
      """;

  private final JdbcClient jdbc;

  Organisations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** @throws IllegalStateException where there is no such organisation */
  public Organisation get(String code) {
    return find(code).orElseThrow(() -> new IllegalStateException("No organisation " + code));
  }

  public Optional<Organisation> find(String code) {
    return jdbc.sql("select " + COLUMNS + " from hatchery.organisation o where o.code = :code")
        .param("code", code)
        .query(Organisation.class)
        .optional();
  }

  /** All, by level from the top, party organisations first, then by code. */
  public List<Organisation> all() {
    return jdbc.sql("select " + COLUMNS + " from hatchery.organisation o " + order("o"))
        .query(Organisation.class)
        .list();
  }

  public List<Organisation> ofKind(Kind kind) {
    return jdbc.sql("select " + COLUMNS + " from hatchery.organisation o where o.kind = :kind " + order("o"))
        .param("kind", kind.name())
        .query(Organisation.class)
        .list();
  }

  /** The organisation itself and all below it, of every kind; empty where the code is unknown. */
  public List<Organisation> under(String code) {
    return jdbc.sql(
            """
            with recursive tree as (
              select o.* from hatchery.organisation o where o.code = :code
              union all
              select c.* from hatchery.organisation c join tree t on c.parent = t.code)
            select o.code, o.name, o.level, o.kind, o.parent, o.registration from tree o
            """
                + order("o"))
        .param("code", code)
        .query(Organisation.class)
        .list();
  }

  /** The organisation itself and all above it, nearest first; empty where the code is unknown. */
  public List<Organisation> above(String code) {
    return jdbc.sql(CHAIN + "select " + COLUMNS + " from chain o order by o.step")
        .param("code", code)
        .query(Organisation.class)
        .list();
  }

  /** The party organisation at that level, the one given or above it; empty where the city does not use the level. */
  public Optional<Organisation> at(String code, Level level) {
    return above(code).stream().filter(o -> o.kind() == Kind.PARTY && o.level() == level).findFirst();
  }

  /**
   * The party organisation one above; the city itself at the top.
   *
   * @throws IllegalStateException where there is no such organisation
   */
  public Organisation next(String code) {
    List<Organisation> chain = above(code);
    if (chain.isEmpty()) {
      throw new IllegalStateException("No organisation " + code);
    }
    return chain.get(Math.min(1, chain.size() - 1));
  }

  /** The management centre of its street, or of the city where it has no streets; a centre is its own. */
  public Optional<Organisation> centreOf(String code) {
    return jdbc.sql(
            CHAIN
                + "select "
                + COLUMNS
                + " from chain c join hatchery.organisation o"
                + " on o.kind = 'CENTRE' and (o.parent = c.code or o.code = c.code)"
                + " order by c.step, o.code limit 1")
        .param("code", code)
        .query(Organisation.class)
        .optional();
  }

  private static String order(String alias) {
    return ("order by array_position(array['CITY','STREET','COMMUNITY','GRID','BUILDING'], %1$s.level),"
            + " array_position(array['PARTY','CENTRE','GROUP','SOCIAL'], %1$s.kind), %1$s.code")
        .formatted(alias);
  }
}
