package org.hatchery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.task.Task;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends every kind of bad input to each form the first time a story comes to it, through the same HTTP calls as Tasklist,
 * and notes what is not refused in plain Chinese that names the field. {@link BadInputIT} reads the notes.
 */
@Component
class BadInput implements FormProbe {

  static final RunNotes BEFORE = new RunNotes("bad-input-before");
  static final RunNotes AFTER = new RunNotes("bad-input-after");
  static final RunNotes FAULTS = new RunNotes("bad-input-faults");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRANGER = "lvye.member1";

  private final Environment environment;
  private final JdbcClient jdbc;
  private final Map<String, JsonNode> forms = allForms();
  private final Properties labels = new Properties();
  private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

  BadInput(Environment environment, JdbcClient jdbc) throws IOException {
    this.environment = environment;
    this.jdbc = jdbc;
    for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:fields-*.properties")) {
      labels.load(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8));
    }
  }

  /** @return the forms by their ids; never null */
  static Map<String, JsonNode> allForms() throws IOException {
    Map<String, JsonNode> forms = new TreeMap<>();
    for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/*/*.form")) {
      forms.put(file.getFilename().replace(".form", ""), JSON.readTree(file.getInputStream()));
    }
    return forms;
  }

  @Override
  public void before(String user, Task task) {
    String form = task.getTaskDefinitionKey();
    if (!forms.containsKey(form) || !BEFORE.add(form)) {
      return;
    }
    String recordBefore = record(task);
    Visitor visitor = visitor(user);
    refused(form, "an unknown field", submit(visitor, task, Map.of("nosuchfield", text("x"))), "表单里没有这些项");
    refused(form, "an empty form", submit(visitor, task, Map.of()), "“");
    fields(form, "", forms.get(form).get("components"), visitor, task);
    refusedWith(403, form, "somebody who has no right", submit(visitor(STRANGER), task, Map.of()));
    refusedWith(403, form, "completion past the form", visitor.engine("POST", "task/" + task.getId() + "/complete",
        "{\"variables\":{\"outcome\":{\"value\":\"approve\",\"type\":\"String\"}}}"));
    refusedWith(403, form, "a variable of his own", visitor.engine("PUT", "task/" + task.getId() + "/variables/outcome",
        "{\"value\":\"approve\",\"type\":\"String\"}"));
    if (!recordBefore.equals(record(task))) {
      FAULTS.say(form + ": bad input changed the task or the record");
    }
  }

  @Override
  public void after(String user, Task task) {
    String form = task.getTaskDefinitionKey();
    if (forms.containsKey(form) && AFTER.add(form)) {
      HttpResponse<String> answer = submit(visitor(user), task, Map.of());
      if (answer.statusCode() < 400 || !Visitor.message(answer).contains("办结")) {
        FAULTS.say(form + ": a task that is done answers " + answer.statusCode() + " " + answer.body());
      }
    }
  }

  private void fields(String form, String prefix, JsonNode components, Visitor visitor, Task task) {
    for (JsonNode component : components) {
      String type = component.path("type").asText();
      String key = component.path("key").asText();
      if (type.equals("dynamiclist")) {
        refused(form, component.path("path").asText() + " as text", submit(visitor, task, Map.of(component.path("path").asText(), text("x"))),
            label(form, component.path("path").asText()));
      } else if (component.has("components")) {
        fields(form, prefix, component.get("components"), visitor, task);
      } else if (!key.isEmpty() && !component.path("disabled").asBoolean()) {
        wrongValues(type, component.path("validate")).forEach((what, value) ->
            refused(form, key + " " + what, submit(visitor, task, Map.of(key, value)), label(form, key)));
      }
    }
  }

  /** What cannot be right for a field of this type. */
  private static Map<String, ObjectNode> wrongValues(String type, JsonNode validate) {
    Map<String, ObjectNode> wrong = new TreeMap<>();
    switch (type) {
      case "textfield", "textarea" -> {
        wrong.put("as a number", number(5));
        wrong.put("too long", text("长".repeat(validate.path("maxLength").asInt() + 1)));
      }
      case "radio", "select", "datetime" -> wrong.put("as a number", number(5));
      case "number" -> {
        wrong.put("as text", text("很多"));
        if (validate.has("min")) {
          wrong.put("too small", number(validate.get("min").asDouble() - 1));
        }
        if (validate.has("max")) {
          wrong.put("too large", number(validate.get("max").asDouble() + 1));
        }
      }
      case "checkbox" -> wrong.put("as text", text("也许"));
      case "checklist", "taglist" -> wrong.put("as text", text("x"));
      default -> throw new IllegalStateException("No wrong value is known for a field of type " + type);
    }
    return wrong;
  }

  private String label(String form, String field) {
    return "“" + labels.getProperty(form + "." + field) + "”";
  }

  private void refused(String form, String what, HttpResponse<String> answer, String named) {
    refusedWith(400, form, what, answer);
    if (answer.statusCode() == 400 && !Visitor.message(answer).contains(named)) {
      FAULTS.say(form + ": " + what + " is refused without " + named + ": " + Visitor.message(answer));
    }
  }

  private void refusedWith(int status, String form, String what, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      FAULTS.say(form + ": " + what + " answers " + answer.statusCode() + ", not " + status + ": " + answer.body());
      return;
    }
    String text = Visitor.message(answer);
    boolean plain = text.codePoints().anyMatch(Character::isIdeographic)
        && !text.matches("(?s).*(ENGINE-|Exception|org\\.|java|null|[0-9a-f]{8}-[0-9a-f]{4}-).*");
    if (!plain) {
      FAULTS.say(form + ": " + what + " is not refused in plain Chinese: " + text);
    }
  }

  private static HttpResponse<String> submit(Visitor visitor, Task task, Map<String, ObjectNode> fields) {
    ObjectNode body = JSON.createObjectNode();
    body.set("variables", JSON.valueToTree(fields));
    return visitor.engine("POST", "task/" + task.getId() + "/submit-form", body.toString());
  }

  private static ObjectNode text(String value) {
    return JSON.createObjectNode().put("value", value).put("type", "String");
  }

  private static ObjectNode number(double value) {
    ObjectNode node = JSON.createObjectNode();
    return value == Math.rint(value) ? node.put("value", (long) value).put("type", "Long") : node.put("value", value).put("type", "Double");
  }

  private Visitor visitor(String user) {
    return visitors.computeIfAbsent(user, name -> Visitor.signedIn(environment.getRequiredProperty("local.server.port", Integer.class), name));
  }

  /** The task as it stands, what the timeline has and what the engine stored for the instance. */
  private String record(Task task) {
    return jdbc.sql(
            """
            select (select t.assignee_ || t.rev_ from public.act_ru_task t where t.id_ = :task)
              || (select count(*) from hatchery.timeline) || ',' || (select count(*) from hatchery.mail)
              || (select count(*) from public.act_ru_variable where proc_inst_id_ = :instance and name_ in ('outcome', 'nosuchfield'))
            """)
        .param("task", task.getId())
        .param("instance", task.getProcessInstanceId())
        .query(String.class)
        .single();
  }
}
