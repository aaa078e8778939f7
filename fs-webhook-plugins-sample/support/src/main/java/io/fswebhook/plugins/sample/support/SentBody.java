package io.fswebhook.plugins.sample.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventExpression;
import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.ExpressionValue;
import io.fswebhook.api.HandlerSetting;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is sent of an event: its body, or what an expression makes of it.
 *
 * @param expression empty for the body
 * @param contentType of what it makes; empty for that of JSON or of a text
 */
public record SentBody(Optional<EventExpression> expression, Optional<String> contentType) {

  private static final String BODY = "body";
  private static final String CONTENT_TYPE = "content-type";
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+( *;[ -~]*)?");

  public static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.expression(
              BODY, "What is sent in place of the event's body: JSON, or a text."),
          HandlerSetting.text(
              CONTENT_TYPE, "The content type of what body makes, unless JSON or plain text."));

  /** The event's own. */
  public static final SentBody OF_EVENT = new SentBody(Optional.empty(), Optional.empty());

  /**
   * A body with its content type.
   *
   * @param bytes in UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Content(String type, byte[] bytes) {}

  /** Reads the settings {@code body} and {@code content-type}. */
  public static SentBody read(CheckedSettings settings) {
    SentBody body = new SentBody(settings.expression(BODY), settings.text(CONTENT_TYPE));
    if (body.contentType.isPresent() && body.expression.isEmpty()) {
      throw settings.wrong(
          CONTENT_TYPE,
          "has no effect without " + settings.name(BODY) + ": set both, or take it out");
    }
    if (!body.contentType.map(type -> MEDIA_TYPE.matcher(type).matches()).orElse(true)) {
      throw settings.wrong(CONTENT_TYPE, "must be a media type such as application/xml");
    }
    return body;
  }

  /**
   * What is sent of a delivery.
   *
   * @throws ExpressionException if the expression fails, or makes nothing
   */
  public Content of(Delivery delivery) {
    if (expression.isEmpty()) {
      return new Content(JSON, delivery.body());
    }
    ExpressionValue value = required(expression.get(), delivery);
    String usual = value.type() == ExpressionValue.Type.TEXT ? TEXT : JSON;
    return new Content(contentType.orElse(usual), value.text().getBytes(UTF_8));
  }

  /**
   * A value that must be there.
   *
   * @throws ExpressionException if the expression fails, or makes nothing
   */
  public static ExpressionValue required(EventExpression expression, Delivery delivery) {
    ExpressionValue value = expression.evaluate(delivery);
    if (value == null) {
      throw new ExpressionException(
          expression, "makes nothing of this event: let it make something, or set a filter");
    }
    return value;
  }
}
