package org.hatchery.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.SpinList;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.plugin.variable.SpinValues;
import org.hibernate.validator.HibernateValidator;
import org.springframework.stereotype.Component;

/** Between what a form sends or shows and typed records; refuses what does not fit in the user's words. */
@Component
class FormReader {

  private static final int LONGEST_TEXT = 100_000;
  private static final int MOST_ROWS = 500;

  private final FieldLabels labels;
  private final ObjectMapper json;
  private final Validator validator;

  FormReader(FieldLabels labels, ObjectMapper json) {
    this.labels = labels;
    this.json = json;
    this.validator =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .defaultLocale(Locale.SIMPLIFIED_CHINESE)
            .buildValidatorFactory()
            .getValidator();
  }

  /**
   * @param form id of the form
   * @param values as submitted: Strings, numbers, Booleans, Spin JSON
   * @throws Refusal that names the field, for unknown fields and wrong types
   */
  <F extends Record> F read(String form, Class<F> type, Map<String, Object> values) {
    ObjectNode fields = json.createObjectNode();
    values.forEach((name, value) -> fields.set(name, tree(value)));
    return record(form, "", type, fields);
  }

  /**
   * @param draft only type and length are checked, nothing is demanded
   * @throws Refusal that names each field with what is wrong
   */
  void check(String form, Record record, boolean draft) {
    Set<ConstraintViolation<Record>> violations = validator.validate(record);
    String text =
        violations.stream()
            .filter(violation -> !draft || !demandsPresence(violation))
            .sorted(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
            .map(violation -> label(form, violation.getPropertyPath()) + violation.getMessage())
            .distinct()
            .collect(Collectors.joining("；"));
    if (!text.isEmpty()) {
      throw new Refusal("请检查：" + text + "。");
    }
  }

  /** @return the value as the form's engine wants it: lists and maps as JSON */
  TypedValue typed(Object value) {
    if (value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Record) {
      try {
        return SpinValues.jsonValue(json.writeValueAsString(value)).create();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    if (value instanceof BigDecimal number) {
      return Variables.doubleValue(number.doubleValue());
    }
    if (value instanceof LocalDate date) {
      return Variables.stringValue(date.toString());
    }
    if (value instanceof Enum<?> constant) {
      return Variables.stringValue(constant.name());
    }
    return Variables.untypedValue(value);
  }

  private static boolean demandsPresence(ConstraintViolation<?> violation) {
    Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
    boolean tooShort =
        constraint instanceof jakarta.validation.constraints.Size size
            && size.min() > 0
            && length(violation.getInvalidValue()) < size.min();
    return constraint instanceof NotNull || constraint instanceof NotBlank || constraint instanceof NotEmpty || tooShort;
  }

  private static int length(Object value) {
    return value instanceof Collection<?> rows ? rows.size() : value == null ? 0 : value.toString().length();
  }

  private String label(String form, Path path) {
    StringBuilder field = new StringBuilder();
    StringBuilder text = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        text.append("第").append(node.getIndex() + 1).append("行");
      }
      if (node.getName() != null && !node.getName().startsWith("<")) {
        field.append(field.isEmpty() ? "" : ".").append(node.getName());
        text.append("“").append(labels.of(form, field.toString())).append("”");
      }
    }
    return text.toString();
  }

  private JsonNode tree(Object value) {
    Object plain = value instanceof TypedValue typed ? typed.getValue() : value;
    if (plain instanceof SpinJsonNode || plain instanceof SpinList<?>) {
      try {
        return json.readTree(plain.toString());
      } catch (JsonProcessingException e) {
        throw new Refusal("提交的内容读不出来，请刷新页面后重试。");
      }
    }
    return json.valueToTree(plain);
  }

  private <F extends Record> F record(String form, String prefix, Class<F> type, JsonNode fields) {
    RecordComponent[] components = type.getRecordComponents();
    Set<String> known = Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    fields.fieldNames().forEachRemaining(name -> unknown.add(name));
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new Refusal("表单里没有这些项：" + shortened(String.join("、", unknown)) + "。请刷新页面后重新填写。");
    }
    List<Object> arguments = new ArrayList<>();
    for (RecordComponent component : components) {
      String path = prefix + component.getName();
      arguments.add(value(form, path, "“" + labels.of(form, path) + "”", component.getGenericType(), fields.get(component.getName())));
    }
    try {
      Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments.toArray());
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  @SuppressWarnings("unchecked")
  private Object value(String form, String path, String label, Type type, JsonNode node) {
    boolean list = type instanceof ParameterizedType parameterized && parameterized.getRawType() == List.class;
    if (node == null || node.isNull() || node.isMissingNode() || node.isTextual() && node.textValue().isBlank()) {
      return list ? List.of() : null;
    }
    if (list) {
      return rows(form, path, label, ((ParameterizedType) type).getActualTypeArguments()[0], node);
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      if (!node.isObject()) {
        throw new Refusal("请检查：" + label + "的内容读不出来，请重新填写。");
      }
      return record(form, path + ".", (Class<? extends Record>) plain, node);
    }
    return scalar(label, (Class<?>) type, node);
  }

  private List<Object> rows(String form, String path, String label, Type element, JsonNode node) {
    if (!node.isArray()) {
      throw new Refusal("请检查：" + label + "应为列表。");
    }
    if (node.size() > MOST_ROWS) {
      throw new Refusal("请检查：" + label + "最多 " + MOST_ROWS + " 行。");
    }
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      Object row = value(form, path, label + "第" + (i + 1) + "行", element, node.get(i));
      if (row != null) {
        rows.add(row);
      }
    }
    return List.copyOf(rows);
  }

  private Object scalar(String label, Class<?> type, JsonNode node) {
    if (type == String.class) {
      return text(label, node);
    }
    if (type == Boolean.class && node.isBoolean()) {
      return node.booleanValue();
    }
    if ((type == Integer.class || type == Long.class || type == BigDecimal.class) && number(node) != null) {
      return number(label, type, number(node));
    }
    if (type == LocalDate.class && node.isTextual()) {
      return date(label, node.textValue());
    }
    String wanted =
        type == Boolean.class ? "是或否" : type == LocalDate.class ? "日期，如 2026-12-01" : "数字";
    throw new Refusal("请检查：" + label + "应为" + wanted + "。");
  }

  private static String text(String label, JsonNode node) {
    if (!node.isTextual()) {
      throw new Refusal("请检查：" + label + "应为文字。");
    }
    if (node.textValue().length() > LONGEST_TEXT) {
      throw new Refusal("请检查：" + label + "太长，最多 " + LONGEST_TEXT + " 个字。");
    }
    if (node.textValue().indexOf('\0') >= 0) {
      throw new Refusal("请检查：" + label + "里有无法保存的字符，请删去后重试。");
    }
    return node.textValue().strip();
  }

  private static BigDecimal number(JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue();
    }
    try {
      return node.isTextual() && node.textValue().length() < 30 ? new BigDecimal(node.textValue().strip()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Object number(String label, Class<?> type, BigDecimal number) {
    try {
      if (number.precision() > 40 || Math.abs(number.scale()) > 40) {
        throw new ArithmeticException();
      }
      return type == BigDecimal.class
          ? (Object) number
          : type == Integer.class ? (Object) number.intValueExact() : (Object) number.longValueExact();
    } catch (ArithmeticException e) {
      throw new Refusal("请检查：" + label + "应为整数，且不能太大。");
    }
  }

  private static LocalDate date(String label, String text) {
    try {
      LocalDate date = LocalDate.parse(text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text);
      if (date.getYear() < 1900 || date.getYear() > 2200) {
        throw new Refusal("请检查：" + label + "的年份不对。");
      }
      return date;
    } catch (DateTimeParseException e) {
      throw new Refusal("请检查：" + label + "应为日期，如 2026-12-01。");
    }
  }
}
