package io.fswebhook.core.parse;

import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.SegmentTrendAlert.AlertConfig;
import io.fswebhook.api.SegmentTrendAlert.Direction;
import io.fswebhook.api.SegmentTrendAlert.Duration;

final class SegmentTrendAlertBinder {

  private SegmentTrendAlertBinder() {}

  static SegmentTrendAlert bind(int version, Members data) {
    return new SegmentTrendAlert(
        version,
        data.text("id"),
        data.time("timestamp"),
        data.number("value"),
        data.text("notificationUrl"),
        data.object("alertConfig", SegmentTrendAlertBinder::alertConfig),
        data.rest());
  }

  private static AlertConfig alertConfig(Members config) {
    return new AlertConfig(
        config.text("description"),
        config.number("threshold"),
        config.constant("direction", Direction.class),
        config.constant("duration", Duration.class),
        config.text("alertUrl"),
        config.text("alertCreator"),
        config.text("segmentUrl"),
        config.text("segmentCreator"),
        config.text("segmentName"),
        config.rest());
  }
}
