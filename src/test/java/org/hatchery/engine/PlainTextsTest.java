package org.hatchery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;

/** What is answered at once is what FEEL itself says. */
class PlainTextsTest {

  private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();
  private final FeelEngine plain = new PlainTexts(feel);

  @Test
  void testsAnswerAsFeelDoes() {
    List<Object> inputs = new ArrayList<>(List.of("a", "b", "", "a,b", "钢山", "𠮷", " a", "\"", 1, true, 2.5));
    inputs.add(null);
    for (String tests :
        List.of(
            "\"a\"", "\"a\",\"b\"", " \"a\" , \"b\" ", "\"\"", "\"a,b\"", "\"钢山\"", "\"𠮷\"", "\"a\",\"a\"", "not(\"a\")", "\"\\\"\"",
            "1", "[1..3]", "> 0", "\"a\", \"b\", \"钢山\"", "true", "null")) {
      for (Object input : inputs) {
        VariableContext variables = with(input);
        assertThat(plain.evaluateSimpleUnaryTests(tests, "input", variables))
            .as("%s of %s", tests, input)
            .isEqualTo(feel.evaluateSimpleUnaryTests(tests, "input", variables));
      }
    }
  }

  @Test
  void expressionsAnswerAsFeelDoes() {
    for (Object input : List.of("a", "钢山", 1, true, List.of("x"))) {
      for (String expression : List.of("\"a\"", "\"\"", "\"a\\\"b\"", "input", "1", "input = \"a\"", "if input = \"a\" then \"b\" else \"c\"")) {
        VariableContext variables = with(input);
        assertThat((Object) plain.evaluateSimpleExpression(expression, variables))
            .as("%s with %s", expression, input)
            .isEqualTo(feel.evaluateSimpleExpression(expression, variables));
      }
    }
  }

  private static VariableContext with(Object input) {
    return Variables.putValue("input", input).asVariableContext();
  }
}
