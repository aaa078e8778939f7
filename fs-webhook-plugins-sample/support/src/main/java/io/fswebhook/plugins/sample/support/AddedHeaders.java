package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.HandlerSetting;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Headers that operators add: expressions over the event, each under the header's name. */
public final class AddedHeaders {

  private static final String PREFIX = "headers.";

  public static final HandlerSetting DECLARED =
      HandlerSetting.expression(PREFIX + "*", "The value of a further header, by its name.");

  private static final Rules HTTP =
      new Rules(
          Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+"),
          Pattern.compile(
              "(ce-|fs-webhook-|proxy-|webhook-).*|connection|content-length|expect|host|keep-alive"
                  + "|te|trace(parent|state)|trailer|transfer-encoding|upgrade"),
          Map.of(
              "authorization", "bearer-token, username or authorization",
              "content-type", "content-type"),
          Pattern.compile("[ -~]*"),
          "must make one line of printable ASCII: $encodeUrlComponent makes one of any text");

  private static final Rules KAFKA =
      new Rules(
          Pattern.compile("\\S+"),
          Pattern.compile("ce_.*|trace(parent|state)"),
          Map.of("content-type", "content-type"),
          Pattern.compile(".*", Pattern.DOTALL),
          "");

  public static final AddedHeaders NONE = new AddedHeaders(Map.of(), KAFKA);

  private final Map<String, EventExpression> expressions;
  private final Rules rules;

  /**
   * What headers of a kind may be.
   *
   * @param taken names in lower case that have their value from elsewhere
   * @param set the settings that some names have their value from
   * @param problem with other values
   */
  private record Rules(
      Pattern name, Pattern taken, Map<String, String> set, Pattern value, String problem) {

    void check(String name, CheckedSettings settings) {
      String key = PREFIX + name;
      String lowerCase = name.toLowerCase(Locale.ROOT);
      if (!this.name.matcher(name).matches()) {
        throw settings.wrong(key, "is no name of a header: correct it");
      }
      if (set.containsKey(lowerCase)) {
        throw settings.wrong(key, "must not be set: set " + set.get(lowerCase) + " instead");
      }
      if (taken.matcher(lowerCase).matches()) {
        throw settings.wrong(key, "must not be set, since the handler sets it: take it out");
      }
    }
  }

  private AddedHeaders(Map<String, EventExpression> expressions, Rules rules) {
    this.expressions = Map.copyOf(expressions);
    this.rules = rules;
  }

  /** Reads the settings {@code headers.*} of requests. */
  static AddedHeaders ofRequests(CheckedSettings settings) {
    return read(settings, HTTP);
  }

  /** Reads the settings {@code headers.*} of records. */
  public static AddedHeaders ofRecords(CheckedSettings settings) {
    return read(settings, KAFKA);
  }

  private static AddedHeaders read(CheckedSettings settings, Rules rules) {
    Map<String, EventExpression> expressions = new TreeMap<>();
    for (String name : settings.startingWith(PREFIX).keySet()) {
      rules.check(name, settings);
      settings.expression(PREFIX + name).ifPresent(each -> expressions.put(name, each));
    }
    return new AddedHeaders(expressions, rules);
  }

  /**
   * Those of a delivery; one that an expression makes nothing for is left out.
   *
   * @throws ExpressionException if an expression fails, or makes what no header can hold
   */
  public Map<String, String> of(Delivery delivery) {
    Map<String, String> headers = new TreeMap<>();
    expressions.forEach(
        (name, expression) -> {
          ExpressionValue value = expression.evaluate(delivery);
          if (value != null) {
            headers.put(name, checked(value, expression));
          }
        });
    return headers;
  }

  private String checked(ExpressionValue value, EventExpression expression) {
    if (Set.of(ExpressionValue.Type.ARRAY, ExpressionValue.Type.OBJECT).contains(value.type())) {
      throw new ExpressionException(expression, "must make a text, made " + value.type().words());
    }
    if (!rules.value.matcher(value.text()).matches()) {
      throw new ExpressionException(expression, rules.problem);
    }
    return value.text();
  }
}
