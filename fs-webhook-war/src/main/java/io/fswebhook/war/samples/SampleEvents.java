package io.fswebhook.war.samples;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Made-up events, one of each kind, each time with another id and time. */
public final class SampleEvents {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Map<String, String> DATA_BY_NAME = dataByName();

  /** Every kind, in the order of the vendor's list. */
  public static final List<String> NAMES = List.copyOf(DATA_BY_NAME.keySet());

  private SampleEvents() {}

  /** One of them. */
  public static byte[] body(String eventName, Instant now) {
    String data = DATA_BY_NAME.get(eventName);
    if (data == null) {
      throw new IllegalArgumentException("no such event: " + eventName);
    }
    byte[] id = new byte[8];
    RANDOM.nextBytes(id);
    String filled =
        data.replace("<id>", HexFormat.of().formatHex(id))
            .replace("<now>", now.truncatedTo(ChronoUnit.MILLIS).toString());
    return String.format(
            Locale.ROOT, "{\"eventName\":\"%s\",\"version\":1,\"data\":%s}", eventName, filled)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> dataByName() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put(
        "segment.created",
        """
        {"id":"<id>","creator":"ada@example.com","name":"Buyers who came back",
        "url":"https://app.example.com/segments/<id>","created":"<now>"}
        """);
    data.put(
        "segment.trend.alert",
        """
        {"id":"<id>","timestamp":"<now>","value":131.5,
        "notificationUrl":"https://app.example.com/notifications/<id>",
        "alertConfig":{"description":"More visitors than usual","threshold":120,
        "direction":"ABOVE","duration":"DAILY","alertUrl":"https://app.example.com/alerts/7",
        "alertCreator":"ada@example.com","segmentUrl":"https://app.example.com/segments/7",
        "segmentCreator":"grace@example.com","segmentName":"Visitors of the shop"}}
        """);
    data.put(
        "recording.event.custom",
        """
        {"name":"Order placed","properties":{"order_id_str":"<id>","items_int":2,
        "total_real":49.9,"gift_bool":false,"coupons_strs":["SPRING","WELCOME"]},
        "errors":[],"pageUrl":"https://shop.example.com/thanks",
        "sessionUrl":"https://app.example.com/session/<id>","timestamp":"<now>"}
        """);
    data.put(
        "note.created",
        """
        {"id":"<id>","created":"<now>","author":"grace@example.com",
        "text":"The button below the picture does nothing.",
        "sessionUrl":"https://app.example.com/session/<id>",
        "userUrl":"https://app.example.com/user/7","shareLink":"https://example.com/n/<id>",
        "notedTime":"<now>","pageInfo":{"pageUrl":"https://shop.example.com/cart",
        "ipAddress":"192.0.2.7","userAgent":"Example/1.0","referrer":"https://example.com/",
        "country":"CH","pageHeight":900,"pageWidth":1440}}
        """);
    data.put(
        "metric.alert",
        """
        {"id":"<id>","alertId":"alert-7","timestamp":"<now>","value":0.031,
        "notificationUrl":"https://app.example.com/notifications/<id>",
        "alertConfig":{"alertName":"Errors at the checkout",
        "alertDescription":"More than 3 of 100 orders fail","alertCreator":"ada@example.com",
        "alertUrl":"https://app.example.com/alerts/7","metricName":"Failed orders",
        "metricDescription":"Failed orders of all","metricCreator":"grace@example.com",
        "metricUrl":"https://app.example.com/metrics/7"}}
        """);
    data.put(
        "nativemobile.event.crash",
        """
        {"appName":"Example Shop","appPackageName":"com.example.shop","appVersion":"2.4.1",
        "deviceModel":"Example Phone 7","osVersion":"Android 15",
        "sessionUrl":"https://app.example.com/session/<id>"}
        """);
    data.replaceAll((name, text) -> text.lines().collect(Collectors.joining()));
    return data;
  }
}
