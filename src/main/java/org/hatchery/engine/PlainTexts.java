package org.hatchery.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * FEEL, with an answer at once where a cell is a text in quotation marks, or several: the tables of who acts and by when have a
 * hundred such rows, and the interpreter takes some 40 µs for each. All else is its work, and so is a text with an escape.
 */
class PlainTexts implements FeelEngine {

  private static final String TEXT = "\"([^\"\\\\]*)\"";
  private static final Pattern ONE = Pattern.compile(TEXT);
  private static final Pattern SOME = Pattern.compile("\\s*" + TEXT + "(?:\\s*,\\s*" + TEXT + ")*\\s*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");

  private final FeelEngine feel;

  PlainTexts(FeelEngine feel) {
    this.feel = feel;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
    Matcher text = ONE.matcher(expression);
    if (text.matches()) {
      return (T) text.group(1);
    }
    if (NAME.matcher(expression).matches() && text(variables, expression) != null) {
      return (T) text(variables, expression);
    }
    return feel.evaluateSimpleExpression(expression, variables);
  }

  @Override
  public boolean evaluateSimpleUnaryTests(String tests, String input, VariableContext variables) {
    String given = text(variables, input);
    if (given == null || !SOME.matcher(tests).matches()) {
      return feel.evaluateSimpleUnaryTests(tests, input, variables);
    }
    Matcher one = ONE.matcher(tests);
    while (one.find()) {
      if (one.group(1).equals(given)) {
        return true;
      }
    }
    return false;
  }

  /** @return null where the variable is something else than a text, or there is none */
  private static String text(VariableContext variables, String name) {
    TypedValue value = variables.resolve(name);
    return value != null && value.getValue() instanceof String text ? text : null;
  }
}
