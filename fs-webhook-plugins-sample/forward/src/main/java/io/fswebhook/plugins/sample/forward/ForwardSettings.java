package io.fswebhook.plugins.sample.forward;

import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import io.fswebhook.plugins.sample.support.HttpTarget;
import io.fswebhook.plugins.sample.support.SentBody;
import io.fswebhook.plugins.sample.support.ToCloudEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of {@link HttpForwardHandler}, checked.
 *
 * @param signature empty if requests are not signed
 */
record ForwardSettings(
    HttpTarget target,
    String method,
    Format format,
    SentBody body,
    ToCloudEvent toCloudEvent,
    Optional<SignRequest> signature) {

  static final String HANDLER_NAME = "HttpForward";
  private static final String METHOD = "method";
  private static final String POST = "POST";

  static final List<HandlerSetting> DECLARED =
      Stream.of(
              HttpTarget.DECLARED,
              List.of(
                  HandlerSetting.text(METHOD, "The method of requests: POST, PUT or PATCH.")
                      .orElse(POST),
                  HandlerSetting.text(
                          "format",
                          "What is sent: cloudevents-binary, cloudevents-structured or plain.")
                      .orElse("cloudevents-binary"),
                  SignRequest.DECLARED),
              SentBody.DECLARED,
              ToCloudEvent.DECLARED)
          .flatMap(List::stream)
          .toList();

  /** The format of requests. */
  enum Format {
    /** The body, with the event's attributes in {@code ce-} headers. */
    CLOUDEVENTS_BINARY,
    /** A JSON object around the body. */
    CLOUDEVENTS_STRUCTURED,
    /** The body, not a CloudEvent. */
    PLAIN
  }

  static ForwardSettings read(HandlerContext context) {
    CheckedSettings settings = CheckedSettings.of(context);
    return new ForwardSettings(
        HttpTarget.read(
            settings,
            "set it to the http or https URL that deliveries are sent to, such as"
                + " https://example.com/hook"),
        method(settings),
        settings.choice("format", Format.CLOUDEVENTS_BINARY),
        SentBody.read(settings),
        ToCloudEvent.read(settings),
        SignRequest.read(settings));
  }

  private static String method(CheckedSettings settings) {
    String method = settings.text(METHOD).orElse(POST);
    if (!Set.of(POST, "PUT", "PATCH").contains(method)) {
      throw settings.wrong(METHOD, "must be POST, PUT or PATCH, was '" + method + "'");
    }
    return method;
  }
}
