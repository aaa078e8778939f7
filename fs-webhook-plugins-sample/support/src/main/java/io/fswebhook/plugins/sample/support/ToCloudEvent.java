package io.fswebhook.plugins.sample.support;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.fswebhook.api.Delivery;
import io.fswebhook.api.HandlerSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Converts a delivery to a CloudEvent 1.0. Its data is the body, byte for byte, or what is sent in
 * its place; its {@code id} is the delivery's, the same at every attempt.
 *
 * @param source the {@code source} of all of them
 * @param typePrefix the prefix of the event's name in {@code type}
 */
public record ToCloudEvent(URI source, String typePrefix) {

  private static final String SOURCE = "https://app.fullstory.com";
  private static final String TYPE_PREFIX = "com.fullstory.";

  public static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.text("source", "The CloudEvents' source, a URI.").orElse(SOURCE),
          HandlerSetting.text("type-prefix", "The prefix of the event's name in the type.")
              .orElse(TYPE_PREFIX));

  /** Reads the settings {@code source} and {@code type-prefix}. */
  public static ToCloudEvent read(CheckedSettings settings) {
    return new ToCloudEvent(source(settings), settings.text("type-prefix").orElse(TYPE_PREFIX));
  }

  /** With the body as its data. */
  public CloudEvent convert(Delivery delivery) {
    return convert(delivery, new SentBody.Content("application/json", delivery.body()));
  }

  public CloudEvent convert(Delivery delivery, SentBody.Content data) {
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(delivery.id())
            .withSource(source)
            .withType(clean(typePrefix + delivery.event().eventName()))
            .withTime(EventFacts.timeOf(delivery).atOffset(ZoneOffset.UTC))
            .withData(data.type(), data.bytes());
    EventFacts.subjectOf(delivery.event()).ifPresent(id -> event.withSubject(clean(id)));
    String orgId = delivery.orgId();
    if (orgId != null) {
      event.withExtension("orgid", clean(orgId));
    }
    return event.build();
  }

  /** CloudEvents allows no control characters, lone surrogates or noncharacters. */
  private static String clean(String text) {
    IntPredicate isAllowed =
        c ->
            !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE
                && (c & 0xfffe) != 0xfffe
                && (c < 0xfdd0 || c > 0xfdef);
    return text.codePoints()
        .map(c -> isAllowed.test(c) ? c : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static URI source(CheckedSettings settings) {
    String value = settings.text("source").orElse(SOURCE);
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      throw settings.wrong("source", "must be a URI such as urn:example:fullstory, was " + value);
    }
  }
}
