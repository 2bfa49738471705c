package org.hatchery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.hatchery.HatcheryTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Holds diagram, form and class of each human task together. */
@HatcheryTest
class ContractTest {

  private static final String HEADER =
      "**{{caseTitle}}** · {{caseNumber}} · 截止 {{dueText}}{{#if actingFor}} · 您正代 {{actingFor}} 办理{{/if}}";
  private static final Set<String> FREE_TEXT = Set.of("textfield", "textarea");
  private static final Set<String> CHOICE = Set.of("radio", "select");
  private static final Set<String> SHOWN =
      Set.of("text", "table", "group", "separator", "spacer", "html", "expression", "image");

  @Autowired RepositoryService repository;
  @Autowired Contract contract;
  @Autowired FieldLabels labels;
  @Autowired ApplicationContext context;
  @Autowired ObjectMapper json;

  private final List<String> faults = new ArrayList<>();

  @Test
  void diagramFormAndClassOfEachHumanTaskFitTogether() throws IOException {
    Map<String, JsonNode> forms = forms();
    Set<String> used = new TreeSet<>();
    for (FlowNode node : humanNodes()) {
      String id = node.getId();
      used.add(id);
      JsonNode form = forms.get(id);
      if (form == null) {
        faults.add(id + ": no form " + id + ".form");
        continue;
      }
      boolean task = node instanceof UserTask;
      Object bean = task ? contract.task(id) : contract.start(id);
      Class<? extends Record> record = contract.formOf(bean, task ? HumanTask.class : StartForm.class);
      boolean drafts = task && overridesKeepsDraft(bean);
      header(id, task, form);
      fields(id, "", form.get("components"), record, drafts);
      identifiers(id, form);
    }
    Set<String> unused = new TreeSet<>(forms.keySet());
    unused.removeAll(used);
    unused.forEach(id -> faults.add(id + ".form belongs to no task or start"));
    assertThat(faults).isEmpty();
  }

  @Test
  void everyTaskClassBelongsToADiagram() {
    Set<String> ids = new TreeSet<>(humanNodes().stream().map(FlowNode::getId).toList());
    Set<String> tasks = new TreeSet<>(context.getBeansOfType(HumanTask.class).keySet());
    tasks.remove("trialTask"); // of small processes that a test deploys for itself
    assertThat(ids).containsAll(tasks);
    assertThat(ids).containsAll(context.getBeansOfType(StartForm.class).keySet());
  }

  private List<FlowNode> humanNodes() {
    List<FlowNode> nodes = new ArrayList<>();
    repository.createProcessDefinitionQuery().latestVersion().list().stream()
        .filter(process -> !process.getKey().startsWith("test"))
        .map(process -> repository.getBpmnModelInstance(process.getId()))
        .forEach(model -> {
          nodes.addAll(model.getModelElementsByType(UserTask.class));
          model.getModelElementsByType(StartEvent.class).stream()
              .filter(start -> start.getCamundaFormRef() != null)
              .forEach(nodes::add);
        });
    return nodes;
  }

  private Map<String, JsonNode> forms() throws IOException {
    Map<String, JsonNode> forms = new TreeMap<>();
    for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/*/*.form")) {
      JsonNode form = json.readTree(file.getInputStream());
      String name = file.getFilename().replace(".form", "");
      if (!name.equals(form.path("id").asText())) {
        faults.add(name + ": the form's id is " + form.path("id").asText());
      }
      if (forms.put(name, form) != null) {
        faults.add(name + ": two forms of this name");
      }
    }
    return forms;
  }

  private static boolean overridesKeepsDraft(Object bean) {
    return Arrays.stream(org.springframework.aop.support.AopUtils.getTargetClass(bean).getDeclaredMethods())
        .anyMatch(method -> method.getName().equals("keepsDraft"));
  }

  private void header(String id, boolean task, JsonNode form) {
    JsonNode first = form.path("components").path(0);
    if (task && !(first.path("id").asText().equals("caseHeader") && first.path("text").asText().equals(HEADER))) {
      faults.add(id + ": the first component is not the header of the case");
    }
    if (!task && !first.path("type").asText().equals("text")) {
      faults.add(id + ": a start form begins with a hint");
    }
  }

  private void identifiers(String id, JsonNode form) {
    List<String> ids = new ArrayList<>();
    collectIds(form.get("components"), ids);
    Set<String> seen = new TreeSet<>();
    ids.stream().filter(one -> !seen.add(one)).forEach(twice -> faults.add(id + ": component id " + twice + " twice"));
  }

  private void collectIds(JsonNode components, List<String> ids) {
    components.forEach(component -> {
      ids.add(component.path("id").asText());
      if (component.has("components")) {
        collectIds(component.get("components"), ids);
      }
    });
  }

  private void fields(String form, String prefix, JsonNode components, Class<?> record, boolean drafts) {
    Map<String, JsonNode> byKey = new TreeMap<>();
    keyed(form, components, byKey);
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : record.getRecordComponents()) {
      names.add(component.getName());
      String path = prefix + component.getName();
      JsonNode field = byKey.get(component.getName());
      if (field == null) {
        faults.add(form + ": the form has no field " + path);
        continue;
      }
      if (!labels.has(form, path)) {
        faults.add(form + ": no label for " + form + "." + path + " in fields-*.properties");
      }
      if (prefix.isEmpty() && context.containsBean(component.getName())) {
        faults.add(form + ": a bean has the name of the field " + path);
      }
      type(form, path, field, component, drafts);
      constraints(form, path, field, component, record, drafts);
    }
    byKey.keySet().stream().filter(key -> !names.contains(key)).forEach(key -> faults.add(form + ": the record has no " + prefix + key));
  }

  /** Groups without path are only looks; a dynamic list is one field of its own. */
  private void keyed(String form, JsonNode components, Map<String, JsonNode> byKey) {
    StreamSupport.stream(components.spliterator(), false).forEach(component -> {
      String type = component.path("type").asText();
      if (type.equals("dynamiclist")) {
        byKey.put(component.path("path").asText(), component);
      } else if (component.has("components")) {
        keyed(form, component.get("components"), byKey);
      } else if (component.has("key") && !component.path("disabled").asBoolean()) {
        byKey.put(component.path("key").asText(), component);
      } else if (!SHOWN.contains(type) && !component.has("key")) {
        faults.add(form + ": component " + component.path("id").asText() + " of type " + type + " has no key");
      }
    });
  }

  private void type(String form, String path, JsonNode field, RecordComponent component, boolean drafts) {
    String type = field.path("type").asText();
    Class<?> raw = component.getType();
    boolean fits =
        switch (type) {
          case "textfield", "textarea", "radio", "select" -> raw == String.class;
          case "number" -> raw == Integer.class || raw == Long.class || raw == BigDecimal.class;
          case "checkbox" -> raw == Boolean.class;
          case "datetime" -> raw == LocalDate.class || raw == String.class;
          case "checklist", "taglist", "dynamiclist" -> raw == List.class;
          default -> false;
        };
    if (!fits) {
      faults.add(form + ": " + path + " is a " + type + " in the form and a " + raw.getSimpleName() + " in the record");
    } else if (type.equals("dynamiclist")) {
      Class<?> row = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      fields(form, path + ".", field.get("components"), row, drafts);
    }
    if (raw == Integer.class && field.path("decimalDigits").asInt(0) != 0) {
      faults.add(form + ": " + path + " takes decimals in the form but not in the record");
    }
  }

  private void constraints(
      String form, String path, JsonNode field, RecordComponent component, Class<?> record, boolean drafts) {
    JsonNode validate = field.path("validate");
    boolean required = validate.path("required").asBoolean();
    boolean demanded =
        constraint(record, component, NotNull.class) != null
            || constraint(record, component, NotBlank.class) != null
            || constraint(record, component, NotEmpty.class) != null;
    if (required && !demanded) {
      faults.add(form + ": " + path + " is required in the form, not in the record");
    }
    if (demanded && !required && !drafts && !field.path("type").asText().equals("dynamiclist")) {
      faults.add(form + ": " + path + " is demanded by the record, not required in the form");
    }
    if (FREE_TEXT.contains(field.path("type").asText())) {
      Size size = constraint(record, component, Size.class);
      int most = size == null ? Integer.MAX_VALUE : size.max();
      if (most != validate.path("maxLength").asInt(Integer.MAX_VALUE) || size == null) {
        faults.add(form + ": " + path + " may be " + validate.path("maxLength") + " long in the form, " + most + " in the record");
      }
    }
    if (CHOICE.contains(field.path("type").asText()) && !field.has("values") && !field.has("valuesKey") && !field.has("valuesExpression")) {
      faults.add(form + ": " + path + " has nothing to choose from");
    }
    if (field.path("type").asText().equals("number")) {
      compare(form, path, "min", validate, lowest(record, component));
      compare(form, path, "max", validate, highest(record, component));
    }
  }

  private void compare(String form, String path, String bound, JsonNode validate, BigDecimal inRecord) {
    BigDecimal inForm = validate.has(bound) ? new BigDecimal(validate.get(bound).asText()) : null;
    boolean same = inForm == null ? inRecord == null : inRecord != null && inForm.compareTo(inRecord) == 0;
    if (!same) {
      faults.add(form + ": " + path + " has " + bound + " " + inForm + " in the form, " + inRecord + " in the record");
    }
  }

  private static BigDecimal lowest(Class<?> record, RecordComponent component) {
    Min min = constraint(record, component, Min.class);
    DecimalMin decimal = constraint(record, component, DecimalMin.class);
    if (constraint(record, component, PositiveOrZero.class) != null) {
      return BigDecimal.ZERO;
    }
    if (constraint(record, component, Positive.class) != null) {
      return BigDecimal.ONE;
    }
    return min != null ? BigDecimal.valueOf(min.value()) : decimal != null ? new BigDecimal(decimal.value()) : null;
  }

  private static BigDecimal highest(Class<?> record, RecordComponent component) {
    Max max = constraint(record, component, Max.class);
    DecimalMax decimal = constraint(record, component, DecimalMax.class);
    return max != null ? BigDecimal.valueOf(max.value()) : decimal != null ? new BigDecimal(decimal.value()) : null;
  }

  /** Bean Validation's constraints land on the record's private field. */
  private static <A extends Annotation> A constraint(Class<?> record, RecordComponent component, Class<A> type) {
    try {
      return record.getDeclaredField(component.getName()).getAnnotation(type);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
