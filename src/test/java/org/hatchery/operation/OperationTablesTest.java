package org.hatchery.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hatchery.HatcheryTest;
import org.hatchery.engine.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each row of the tables of branded operation, at its boundary. */
@HatcheryTest
class OperationTablesTest {

  private static final Map<String, Object> QUIET =
      Map.of(
          "overdue", 0, "ratings", 0, "rating", 0.0, "complaints", 0, "rectifications", 0, "watched", false,
          "wish", false, "drawn", 0.1);

  @Autowired Rules rules;

  @ParameterizedTest
  @CsvSource({
    "6, false, true, true, true, ''",
    "5, false, true, true, true, 入库还不满 6 个月，请满期后再提交",
    "6, true, true, true, true, 项目还有未完成的整改，请先完成整改",
    "6, false, false, true, true, 缺“品牌标识”：请在“案卷”页上传图片后勾选",
    "6, false, true, false, true, 缺“服务标准”：请在“案卷”页上传 PDF 或 Word 文件后勾选",
    "6, false, true, true, false, 缺“工作方法手册”：请在“案卷”页上传 PDF 或 Word 文件后勾选"
  })
  void requirements(int months, boolean rectifying, boolean emblem, boolean standard, boolean handbook, String missing) {
    List<Map<String, Object>> rows =
        rules.decide(
                "brandRequirements",
                Map.of(
                    "months", months, "rectifying", rectifying, "emblem", emblem, "standard", standard, "handbook", handbook))
            .rows();
    assertThat(rows).as("each criterion is answered").hasSize(5);
    List<Object> unmet =
        rows.stream().filter(row -> row.get("met").equals(false)).map(row -> row.get("missing")).toList();
    assertThat(unmet).isEqualTo(missing.isEmpty() ? List.of() : List.of(missing));
  }

  @ParameterizedTest
  @CsvSource({"0.4, 5, 8, true", "0.39, 5, 8, false", "0.1, 1, 2, true", "0.1, 1, 1, false", "0.1, 2, 2, false"})
  void nearNames(double similarity, int edits, int length, boolean near) {
    assertThat(
            rules
                .decide("nearBrandName", Map.of("similarity", similarity, "edits", edits, "length", length))
                .row()
                .get("near"))
        .isEqualTo(near);
  }

  @Test
  void namesAreComparedWithoutLooks() {
    assertThat(BrandNames.key("“Ａ红 管家”！")).isEqualTo("a红管家");
    assertThat(BrandNames.edits("管得宽".codePoints().toArray(), "管的宽".codePoints().toArray())).isEqualTo(1);
    assertThat(BrandNames.edits("𠮷祥".codePoints().toArray(), "吉祥".codePoints().toArray())).isEqualTo(1);
    assertThat(BrandNames.edits("红管家".codePoints().toArray(), "红色管家服务".codePoints().toArray())).isEqualTo(3);
    assertThat(BrandNames.edits(new int[0], "红".codePoints().toArray())).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "overdue, 1, 有季度报告逾期未交",
    "complaints, 1, 有群众投诉",
    "rectifications, 1, 发生过整改",
    "watched, true, 上年续评要求观察",
    "wish, true, 队伍希望结束运营",
    "drawn, 0.0999, 抽样检查"
  })
  void eachSignalAlone(String input, String value, String signal) {
    assertThat(signals(Map.of(input, typed(value)))).isEqualTo(List.of(signal));
  }

  @Test
  void lowRatingsAreASignalOnlyOfManyAndBelowTheFigure() {
    assertThat(signals(Map.of())).isEmpty();
    assertThat(signals(Map.of("ratings", 10, "rating", 79.99))).containsExactly("群众评分低于 80 分");
    assertThat(signals(Map.of("ratings", 10, "rating", 80.0))).isEmpty();
    assertThat(signals(Map.of("ratings", 9, "rating", 10.0))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "48, 480, 1200, 10, 90, 5",
    "47, 480, 1200, 10, 90, 4",
    "48, 479, 1200, 10, 90, 4",
    "48, 480, 1199, 10, 90, 4",
    "48, 480, 1200, 9, 90, 4",
    "48, 480, 1200, 10, 89.99, 4",
    "24, 240, 600, 0, 0, 4",
    "23, 240, 600, 0, 0, 3",
    "24, 239, 600, 0, 0, 3",
    "24, 240, 599, 0, 0, 3",
    "0, 0, 0, 0, 0, 3"
  })
  void stars(int activities, int hours, int served, int ratings, double rating, int stars) {
    assertThat(
            rules.decide(
                    "brandStars",
                    Map.of(
                        "activities", activities, "hours", hours, "served", served, "ratings", ratings, "rating",
                        rating))
                .number("stars"))
        .isEqualTo(stars);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, true", "3, true"})
  void overdueReports(int overdue, boolean rectify) {
    assertThat(rules.decide("overdueReports", Map.of("overdue", overdue)).row().get("rectify")).isEqualTo(rectify);
  }

  private List<Object> signals(Map<String, Object> changed) {
    Map<String, Object> facts = new HashMap<>(QUIET);
    facts.putAll(changed);
    return rules.decide("renewal", facts).rows().stream().map(row -> row.get("signal")).toList();
  }

  private static Object typed(String value) {
    if (value.equals("true")) {
      return true;
    }
    return value.contains(".") ? (Object) Double.valueOf(value) : (Object) Integer.valueOf(value);
  }
}
