package io.fswebhook.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mobile app crashed ({@code nativemobile.event.crash}). It carries neither an id nor a time, so
 * two equal bodies may be two crashes.
 *
 * <p>Source: FullStory's published sample.
 *
 * @param version the version of the format, 1 so far
 * @param appName the app's display name; null when absent
 * @param appPackageName its package; null when absent
 * @param appVersion its version; null when absent
 * @param deviceModel the device; null when absent
 * @param osVersion the operating system; null when absent
 * @param sessionUrl where the session opens; null when absent
 * @param additional members without a component, see {@link WebhookEvent#additional()}
 */
public record MobileCrash(
    int version,
    @Nullable String appName,
    @Nullable String appPackageName,
    @Nullable String appVersion,
    @Nullable String deviceModel,
    @Nullable String osVersion,
    @Nullable String sessionUrl,
    Map<String, @Nullable Object> additional)
    implements WebhookEvent {

  /** The {@code eventName} of such a body. */
  public static final String EVENT_NAME = "nativemobile.event.crash";

  /** Keeps unmodifiable copies of the collections. */
  public MobileCrash {
    additional = Copies.ofMap(additional);
  }

  @Override
  public String eventName() {
    return EVENT_NAME;
  }
}
