package io.github.camelus3.component.options;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.LanguageSupport;

/**
 * An option's value: text, or a Simple expression when it holds a Simple function. Only what is
 * configured becomes one, never the value of a header.
 */
public final class OptionExpression {
  private final String option;
  private final String text;
  private final Expression expression;

  private OptionExpression(String option, String text, Expression expression) {
    this.option = option;
    this.text = text;
    this.expression = expression;
  }

  /** Null when the option is not set. */
  public static OptionExpression of(CamelContext context, String option, String text) {
    if (text == null) {
      return null;
    }
    Expression expression = null;
    if (LanguageSupport.hasSimpleFunction(text)) {
      expression = context.resolveLanguage("simple").createExpression(text);
      expression.init(context);
    }
    return new OptionExpression(option, text, expression);
  }

  public boolean isConstant() {
    return expression == null;
  }

  /** The value for a message; empty if the option or what it evaluates to is. */
  public String valueOrEmpty(Exchange exchange) {
    String value = expression == null ? text : expression.evaluate(exchange, String.class);
    return value == null ? "" : value;
  }

  /**
   * The value for a message.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public String evaluate(Exchange exchange) {
    String value = valueOrEmpty(exchange);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("option " + option + "=" + text + " gives nothing");
    }
    return value;
  }
}
