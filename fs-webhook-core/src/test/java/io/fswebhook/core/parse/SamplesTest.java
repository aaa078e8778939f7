package io.fswebhook.core.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.api.CustomEvent;
import io.fswebhook.api.CustomEvent.PropertyError;
import io.fswebhook.api.MetricAlert;
import io.fswebhook.api.MobileCrash;
import io.fswebhook.api.NoteCreated;
import io.fswebhook.api.NoteCreated.PageInfo;
import io.fswebhook.api.SegmentCreated;
import io.fswebhook.api.SegmentTrendAlert;
import io.fswebhook.api.SegmentTrendAlert.Direction;
import io.fswebhook.api.SegmentTrendAlert.Duration;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

  private static final String SESSION =
      "https://app.fullstory.com/ui/TN1/session/6915774531905556:5557778531805533!1110765439578976";
  private static final String TREND =
      "https://app.fullstory.com/ui/TN1/segments/daniel@falko.co:5758531089203200";
  private static final String TREND_ALERT =
      TREND
          + "/searchie/SearchieDailyActives:%7B%22Actives%22%3A%5B1%5D%2C%22ComputePast%22%3Afalse%2C"
          + "%22ComputeRatio%22%3Afalse%2C%22AlignWeekdays%22%3Afalse%7D/alerts/5640204417302528";
  private static final String METRIC =
      "https://app.fullstory.com/ui/1ENq/metrics/details/8N8LHeZAsc1j";

  @Test
  void segment_created_is_bound() throws Exception {
    assertThat(Bodies.parse(Bodies.sample("segment.created")).event())
        .isEqualTo(
            new SegmentCreated(
                1,
                "abcdefg12345",
                "alice@example.com",
                "Power Users (Web)",
                "https://app.fullstory.com/ui/yourOrgId/segments/abcdefg12345",
                Instant.parse("2020-10-20T15:33:04.121Z"),
                Map.of()));
  }

  @Test
  void segment_trend_alert_is_bound() throws Exception {
    assertThat(Bodies.parse(Bodies.sample("segment.trend.alert")).event())
        .isEqualTo(
            new SegmentTrendAlert(
                1,
                "a5fe758dc531089a203b20b0",
                Instant.parse("2019-04-21T19:06:44.927Z"),
                new BigDecimal("114"),
                TREND_ALERT + "/notifications/4922830298873856",
                new SegmentTrendAlert.AlertConfig(
                    "too many people abandoning checkout",
                    new BigDecimal("100"),
                    Direction.ABOVE,
                    Duration.DAILY,
                    TREND_ALERT,
                    "daniel@falko.co",
                    TREND,
                    "daniel@falko.co",
                    "Cancelled checkout flow",
                    Map.of()),
                Map.of()));
  }

  @Test
  void recording_event_custom_is_bound() throws Exception {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("cart_id_str", "13093678493");
    properties.put("product_id_str", "798ith22928347");
    properties.put("sku_str", "L-100");
    properties.put("category_str", "Clothing");
    properties.put("name_str", "Button Front Cardigan");
    properties.put("brand_str", "Bright & Bold");
    properties.put("variant_str", "Blue");
    properties.put("price_real", new BigDecimal("58.99"));
    properties.put("quantity_real", new BigDecimal("1"));
    properties.put("coupon_str", "250FF");
    properties.put("position_int", new BigDecimal("3"));
    properties.put("url_str", "https://www.example.com/product/path");
    properties.put("image_url_str", "https://www.example.com/product/path.jpg");

    CustomEvent event = (CustomEvent) Bodies.parse(Bodies.sample("recording.event.custom")).event();

    assertThat(event)
        .isEqualTo(
            new CustomEvent(
                1,
                "Product Added",
                properties,
                List.of(new PropertyError("invalidFieldName", "123foobar", "10203040", Map.of())),
                "https://www.example.com/product/path",
                SESSION,
                Instant.parse("2020-01-09T20:49:50.433Z"),
                Map.of()));
    assertThat(event.properties()).containsExactlyEntriesOf(properties);
  }

  @Test
  void note_created_is_bound() throws Exception {
    assertThat(Bodies.parse(Bodies.sample("note.created")).event())
        .isEqualTo(
            new NoteCreated(
                1,
                "798ith22928347",
                null,
                "daniel@falko.co",
                "Check out this session where someone runs into the \"awkward modal\" bug.",
                SESSION,
                "https://app.fullstory.com/ui/TN1/segments/everyone/people/0/user/6915774531905556",
                "https://fsty.io/v/6f5Rrs",
                Instant.parse("2019-04-19T20:49:50.433Z"),
                Instant.parse("2019-04-18T14:36:11.123Z"),
                new PageInfo(
                    "https://www.example.com/product/path",
                    "10.12.14.16",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/537.36 (KHTML, like"
                        + " Gecko) Chrome/79.0.3945.88 Safari/537.36",
                    "https://www.example.com/search",
                    "US",
                    new BigDecimal("652"),
                    new BigDecimal("908"),
                    Map.of()),
                Map.of()));
  }

  @Test
  void metric_alert_is_bound() throws Exception {
    assertThat(Bodies.parse(Bodies.sample("metric.alert")).event())
        .isEqualTo(
            new MetricAlert(
                1,
                "a5fe758dc531089a203b20b0",
                "gW3nrSpxusut",
                Instant.parse("2024-04-01T10:00:00Z"),
                new BigDecimal("114"),
                METRIC + "/alerts/gW3nrSpxusut?triggerId=bg8jnAlS7CN0",
                new MetricAlert.AlertConfig(
                    "Uncaught Exceptions Alert",
                    "Over 100 uncaught exceptions have occurred in the previous hour",
                    "daniel.falko@example.com",
                    METRIC + "/alerts/gW3nrSpxusut",
                    "Hourly Uncaught Exceptions",
                    "Number of uncaught exceptions per hour.",
                    "daniel.falko@example.com",
                    METRIC,
                    Map.of()),
                Map.of()));
  }

  @Test
  void nativemobile_event_crash_is_bound() throws Exception {
    assertThat(Bodies.parse(Bodies.sample("nativemobile.event.crash")).event())
        .isEqualTo(
            new MobileCrash(
                1,
                "FalkoAndFriends",
                "co.falko.app",
                "v1.1",
                "LG Google Pixel",
                "Android 7.1.1",
                SESSION,
                Map.of()));
  }

  @Test
  void the_body_of_the_streams_product_has_no_event_name() {
    assertThatExceptionOfType(MalformedPayloadException.class)
        .isThrownBy(() -> Bodies.parse(Bodies.sample("stream.v2")))
        .withMessageContaining("$.eventName");
  }

  @ParameterizedTest
  @CsvSource({
    "metric.alert, true",
    "nativemobile.event.crash, false",
    "note.created, true",
    "recording.event.custom, true",
    "segment.created, true",
    "segment.trend.alert, true"
  })
  void a_sample_carries_a_time_or_not(String name, boolean expected) throws Exception {
    assertThat(Bodies.parse(Bodies.sample(name)).ownTime() != null).isEqualTo(expected);
  }
}
