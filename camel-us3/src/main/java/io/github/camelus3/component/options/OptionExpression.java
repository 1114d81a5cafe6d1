package io.github.camelus3.component.options;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.LanguageSupport;

/**
 * The value of an option: text, or a Simple expression if the text holds a Simple function. Headers
 * are data and never become expressions. Immutable.
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

  /** Reads an option; returns null if the option is not set. */
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

  /** Whether the value is the same for all messages. */
  public boolean isConstant() {
    return expression == null;
  }

  /** The value for a message; empty if the expression evaluates to nothing. */
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
      throw new IllegalArgumentException(
          "option " + option + "=" + text + " must not evaluate to an empty value");
    }
    return value;
  }
}
