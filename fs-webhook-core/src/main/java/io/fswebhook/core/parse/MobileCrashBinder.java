package io.fswebhook.core.parse;

import io.fswebhook.api.MobileCrash;

final class MobileCrashBinder {

  private MobileCrashBinder() {}

  static MobileCrash bind(int version, Members data) {
    return new MobileCrash(
        version,
        data.text("appName"),
        data.text("appPackageName"),
        data.text("appVersion"),
        data.text("deviceModel"),
        data.text("osVersion"),
        data.text("sessionUrl"),
        data.rest());
  }
}
