package org.hatchery.operation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hatchery.engine.Refusal;
import org.hatchery.engine.Rules;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names of brands: one in the city, near-equal ones found (DOMAIN.md, Branded operation). */
@Component
class BrandNames {

  private static final int MOST_COMPARED = 50;

  private final JdbcClient jdbc;
  private final Rules rules;

  BrandNames(JdbcClient jdbc, Rules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  /** A name in use, and how alike it is: 0 to 1 by pg_trgm. */
  record Near(String name, String caseNumber, double similarity) {}

  /**
   * Holds the name for the case in place of the one it held before, until released.
   *
   * @throws Refusal where it is no name, or another project holds it
   */
  void hold(String caseNumber, String name) {
    String key = key(name);
    if (key.codePointCount(0, key.length()) < 2) {
      throw new Refusal("请检查：“品牌名称”至少两个字，标点和空格不算。");
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw new Refusal("请检查：“品牌名称”里有换行或不可见的字符，请删去。");
    }
    release(caseNumber);
    int held =
        jdbc.sql(
                """
                insert into hatchery.brand_name (name_key, name, case_number) values (:key, :name, :caseNumber)
                on conflict (name_key) do nothing
                """)
            .param("key", key)
            .param("name", name)
            .param("caseNumber", caseNumber)
            .update();
    if (held == 0) {
      throw new Refusal("请检查：“品牌名称”“" + name + "”在全市已有项目使用或正在申报，请换一个名称。");
    }
  }

  void release(String caseNumber) {
    jdbc.sql("delete from hatchery.brand_name where case_number = :caseNumber")
        .param("caseNumber", caseNumber)
        .update();
  }

  /** Names held by other projects that the table finds near, the most alike first. */
  List<Near> near(String caseNumber, String name) {
    String key = key(name);
    return jdbc
        .sql(
            """
            select name, case_number, similarity from (
              select name, case_number, hatchery.similarity(name_key, :key) similarity from hatchery.brand_name
              where case_number <> :caseNumber) compared
            where similarity > 0 order by similarity desc, name limit :most
            """)
        .param("key", key)
        .param("caseNumber", caseNumber)
        .param("most", MOST_COMPARED)
        .query(Near.class)
        .list()
        .stream()
        .filter(other -> isNear(key, key(other.name()), other.similarity()))
        .toList();
  }

  private boolean isNear(String one, String other, double similarity) {
    int[] a = one.codePoints().toArray();
    int[] b = other.codePoints().toArray();
    return (boolean)
        rules
            .decide(
                "nearBrandName",
                Map.of("similarity", similarity, "edits", edits(a, b), "length", Math.min(a.length, b.length)))
            .row()
            .get("near");
  }

  /** The name as compared: full width as half width, capitals as small letters, without punctuation and spaces. */
  static String key(String name) {
    StringBuilder key = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(key::appendCodePoint);
    return key.toString();
  }

  /** How many characters must be put in, left out or replaced (Levenshtein): trigrams say little of two or three. */
  static int edits(int[] a, int[] b) {
    int[] above = new int[b.length + 1];
    for (int j = 0; j <= b.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length; i++) {
      int[] row = new int[b.length + 1];
      row[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length];
  }
}
