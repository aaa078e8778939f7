package io.fswebhook.core.parse;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.CustomEvent.PropertyError;

final class CustomEventBinder {

  private CustomEventBinder() {}

  static CustomEvent bind(int version, Members data) {
    return new CustomEvent(
        version,
        data.text("name"),
        data.object("properties"),
        data.objects("errors", CustomEventBinder::propertyError),
        data.text("pageUrl"),
        data.text("sessionUrl"),
        data.time("timestamp"),
        data.rest());
  }

  private static PropertyError propertyError(Members error) {
    return new PropertyError(
        error.text("errCode"), error.text("field"), error.text("value"), error.rest());
  }
}
