package io.fswebhook.plugins.sample.forward;

import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import io.fswebhook.plugins.sample.support.HttpTarget;
import io.fswebhook.plugins.sample.support.ToCloudEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of {@link HttpForwardHandler}, checked.
 *
 * @param signature empty if requests are not signed
 */
record ForwardSettings(
    HttpTarget target, Format format, ToCloudEvent toCloudEvent, Optional<SignRequest> signature) {

  static final String HANDLER_NAME = "HttpForward";

  static final List<HandlerSetting> DECLARED =
      Stream.of(
              HttpTarget.DECLARED,
              List.of(
                  HandlerSetting.text(
                          "format",
                          "What is posted: cloudevents-binary, cloudevents-structured or plain.")
                      .orElse("cloudevents-binary"),
                  SignRequest.DECLARED),
              ToCloudEvent.DECLARED)
          .flatMap(List::stream)
          .toList();

  /** The format of requests. */
  enum Format {
    /** The unchanged body, with the event's attributes in {@code ce-} headers. */
    CLOUDEVENTS_BINARY,
    /** A JSON object around the body. */
    CLOUDEVENTS_STRUCTURED,
    /** The unchanged body, not a CloudEvent. */
    PLAIN
  }

  static ForwardSettings read(HandlerContext context) {
    CheckedSettings settings = CheckedSettings.of(HANDLER_NAME, context);
    return new ForwardSettings(
        HttpTarget.read(
            settings,
            "set it to the http or https URL that deliveries are posted to, such as"
                + " https://example.com/hook"),
        settings.choice("format", Format.CLOUDEVENTS_BINARY),
        ToCloudEvent.read(settings),
        SignRequest.read(settings));
  }
}
