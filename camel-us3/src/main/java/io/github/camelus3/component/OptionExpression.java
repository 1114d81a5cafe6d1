package io.github.camelus3.component;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.LanguageSupport;

/**
 * An option's value: text, or a Simple expression when it holds a Simple function. Only what is
 * configured becomes one, never the value of a header.
 */
final class OptionExpression {
  private final String option;
  private final String text;
  private final Expression expression;
  private final boolean mayBeEmpty;

  private OptionExpression(String option, String text, Expression expression, boolean mayBeEmpty) {
    this.option = option;
    this.text = text;
    this.expression = expression;
    this.mayBeEmpty = mayBeEmpty;
  }

  /** An option that must not be empty. Null when it is not set. */
  static OptionExpression of(CamelContext context, String option, String text) {
    return of(context, option, text, false);
  }

  /** An option for which empty is a value. Null when it is not set. */
  static OptionExpression mayBeEmpty(CamelContext context, String option, String text) {
    return of(context, option, text, true);
  }

  private static OptionExpression of(
      CamelContext context, String option, String text, boolean mayBeEmpty) {
    if (text == null) {
      return null;
    }
    Expression expression = null;
    if (LanguageSupport.hasSimpleFunction(text)) {
      expression = context.resolveLanguage("simple").createExpression(text);
      expression.init(context);
    }
    return new OptionExpression(option, text, expression, mayBeEmpty);
  }

  boolean isConstant() {
    return expression == null;
  }

  /** The value for a message; empty if the option or what it evaluates to is. */
  String valueOrEmpty(Exchange exchange) {
    String value = expression == null ? text : expression.evaluate(exchange, String.class);
    return value == null ? "" : value;
  }

  /**
   * The value for a message.
   *
   * @throws IllegalArgumentException if it is empty and must not be
   */
  String evaluate(Exchange exchange) {
    String value = expression == null ? text : expression.evaluate(exchange, String.class);
    if (mayBeEmpty) {
      return value == null ? "" : value;
    }
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("option " + option + "=" + text + " gives nothing");
    }
    return value;
  }
}
