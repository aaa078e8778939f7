package io.fswebhook.plugins.sample.chat;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.plugins.sample.support.EventFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Formats an event as a message. Anything may be missing. Omits a visitor's address and browser.
 */
final class DescribeEvent {

  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_NOTE = 2_900;
  private static final int LONGEST_FALLBACK = 500;

  private static final SegmentTrendAlert.AlertConfig NO_SEGMENT_CONFIG =
      new SegmentTrendAlert.AlertConfig(
          null, null, null, null, null, null, null, null, null, Map.of());
  private static final MetricAlert.AlertConfig NO_METRIC_CONFIG =
      new MetricAlert.AlertConfig(null, null, null, null, null, null, null, null, Map.of());

  private DescribeEvent() {}

  static ChatMessage of(Delivery delivery) {
    Instant time = EventFacts.timeOf(delivery);
    if (delivery.event() instanceof SegmentTrendAlert alert) {
      return segmentAlert(alert, time);
    }
    if (delivery.event() instanceof MetricAlert alert) {
      return metricAlert(alert, time);
    }
    if (delivery.event() instanceof NoteCreated note) {
      return note(note, time);
    }
    return newVersion(delivery);
  }

  private static ChatMessage segmentAlert(SegmentTrendAlert alert, Instant time) {
    SegmentTrendAlert.AlertConfig config =
        Objects.requireNonNullElse(alert.alertConfig(), NO_SEGMENT_CONFIG);
    String segment = orElse(config.segmentName(), "a segment");
    String title = "Segment alert: " + segment;
    String description = orElse(config.description(), segment);
    List<String> fields = new ArrayList<>();
    add(fields, "Value", optional(alert.value()).map(Mrkdwn::number));
    add(fields, "Threshold", threshold(config));
    add(fields, "Period", optional(config.duration()).map(DescribeEvent::lowerCase));
    add(fields, "Segment", named(config.segmentUrl(), config.segmentName()));
    return new ChatMessage(title, fallback(title + ": " + description, alert.notificationUrl()))
        .section("*" + Mrkdwn.link(alert.notificationUrl(), description) + "*")
        .fields(fields)
        .context(context(time, config.alertUrl(), config.alertCreator()));
  }

  private static ChatMessage metricAlert(MetricAlert alert, Instant time) {
    MetricAlert.AlertConfig config =
        Objects.requireNonNullElse(alert.alertConfig(), NO_METRIC_CONFIG);
    String name = orElse(config.alertName(), orElse(config.metricName(), "a metric"));
    String title = "Metric alert: " + name;
    String text = "*" + Mrkdwn.link(alert.notificationUrl(), name) + "*";
    List<String> fields = new ArrayList<>();
    add(fields, "Value", optional(alert.value()).map(Mrkdwn::number));
    add(fields, "Metric", named(config.metricUrl(), config.metricName()));
    return new ChatMessage(
            title,
            fallback(
                title + present(config.alertDescription()).map(d -> ": " + d).orElse(""),
                alert.notificationUrl()))
        .section(text + below(config.alertDescription()))
        .fields(fields)
        .context(context(time, config.alertUrl(), config.alertCreator()));
  }

  private static ChatMessage note(NoteCreated note, Instant time) {
    String author = orElse(note.author(), orElse(note.creator(), "somebody"));
    String title = "Note by " + author;
    String text = orElse(note.text(), "(without text)");
    Optional<String> link = present(note.shareLink()).or(() -> present(note.sessionUrl()));
    List<String> fields = new ArrayList<>();
    add(fields, "Session", linked(note.sessionUrl(), "Watch it"));
    add(fields, "Note", linked(note.shareLink(), "Open it"));
    add(fields, "Visitor", linked(note.userUrl(), "Look at it"));
    if (note.pageInfo() != null) {
      String page = note.pageInfo().pageUrl();
      add(fields, "Page", present(page).map(url -> Mrkdwn.link(url, url)));
    }
    add(fields, "Moment", optional(note.notedTime()).map(Mrkdwn::time));
    return new ChatMessage(title, fallback(title + ": " + text, link.orElse(null)))
        .section(Mrkdwn.quote(text, LONGEST_NOTE))
        .fields(fields)
        .context(List.of(Mrkdwn.time(time)));
  }

  /** A known event in a version without a record. */
  private static ChatMessage newVersion(Delivery delivery) {
    String name = delivery.event().eventName();
    String text =
        String.format(
            Locale.ROOT,
            "A %s of version %d came, which is not known here. Delivery %s has it.",
            name,
            delivery.event().version(),
            delivery.id());
    return new ChatMessage(name, fallback(text, null)).section(Mrkdwn.lines(text, LONGEST_TEXT));
  }

  private static List<String> context(
      Instant time, @Nullable String alertUrl, @Nullable String creator) {
    List<String> context = new ArrayList<>(List.of(Mrkdwn.time(time)));
    linked(alertUrl, "The alert").ifPresent(context::add);
    present(creator)
        .ifPresent(author -> context.add("by " + Mrkdwn.line(author, Mrkdwn.LONGEST_LABEL)));
    return context;
  }

  private static Optional<String> threshold(SegmentTrendAlert.AlertConfig config) {
    String direction = optional(config.direction()).map(d -> lowerCase(d) + " ").orElse("");
    return optional(config.threshold()).map(value -> direction + Mrkdwn.number(value));
  }

  private static String below(@Nullable String text) {
    return present(text).map(lines -> "\n" + Mrkdwn.lines(lines, LONGEST_TEXT)).orElse("");
  }

  private static String fallback(String text, @Nullable String url) {
    return Mrkdwn.line(text, LONGEST_FALLBACK)
        + linked(url, "Open it").map(link -> " " + link).orElse("");
  }

  private static void add(List<String> fields, String name, Optional<String> value) {
    value.ifPresent(text -> fields.add("*" + name + "*\n" + text));
  }

  private static Optional<String> named(@Nullable String url, @Nullable String name) {
    return present(name).map(label -> Mrkdwn.link(url, label)).or(() -> linked(url, "Open it"));
  }

  private static Optional<String> linked(@Nullable String url, String label) {
    return Mrkdwn.linkable(url).map(target -> Mrkdwn.link(url, label));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <T> Optional<T> optional(@Nullable T value) {
    return Optional.ofNullable(value);
  }

  private static Optional<String> present(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> !given.matches("[\\s\\p{Cntrl}]*"));
  }

  private static String orElse(@Nullable String text, String absent) {
    return present(text).orElse(absent);
  }
}
