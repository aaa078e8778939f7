package io.fswebhook.core.parse;

import io.fswebhook.api.SegmentCreated;

final class SegmentCreatedBinder {

  private SegmentCreatedBinder() {}

  static SegmentCreated bind(int version, Members data) {
    return new SegmentCreated(
        version,
        data.text("id"),
        data.text("creator"),
        data.text("name"),
        data.text("url"),
        data.time("created"),
        data.rest());
  }
}
