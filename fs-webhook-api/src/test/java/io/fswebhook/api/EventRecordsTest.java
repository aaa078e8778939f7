package io.fswebhook.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordsTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        SegmentCreated.class,
        SegmentTrendAlert.class,
        SegmentTrendAlert.AlertConfig.class,
        CustomEvent.class,
        CustomEvent.PropertyError.class,
        NoteCreated.class,
        NoteCreated.PageInfo.class,
        MetricAlert.class,
        MetricAlert.AlertConfig.class,
        MobileCrash.class,
        UnknownEvent.class
      })
  void what_is_additional_is_an_unmodifiable_copy_in_order_and_may_hold_null(Class<?> type)
      throws Exception {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("z", null);
    given.put("a", "1");
    Map<String, @Nullable Object> kept = additionalOf(type, given);

    given.put("later", "2");

    assertThat(kept).containsExactly(entry("z", null), entry("a", "1"));
    assertThatThrownBy(() -> kept.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void the_properties_of_a_custom_event_are_an_unmodifiable_copy_that_may_hold_null() {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("coupon_str", null);
    Map<String, @Nullable Object> kept = requireNonNull(customEvent(given, null).properties());

    given.put("later", "2");

    assertThat(kept).containsExactly(entry("coupon_str", null));
    assertThatThrownBy(() -> kept.put("b", "2")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void the_errors_of_a_custom_event_are_an_unmodifiable_copy() {
    var error = new CustomEvent.PropertyError("invalidFieldName", "1st", "x", Map.of());
    List<CustomEvent.PropertyError> given = new ArrayList<>(List.of(error));
    List<CustomEvent.PropertyError> kept = requireNonNull(customEvent(null, given).errors());

    given.clear();

    assertThat(kept).containsExactly(error);
    assertThatThrownBy(() -> kept.add(error)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void absent_collections_of_a_custom_event_stay_null() {
    CustomEvent event = customEvent(null, null);

    assertThat(event.properties()).isNull();
    assertThat(event.errors()).isNull();
  }

  private static CustomEvent customEvent(
      @Nullable Map<String, @Nullable Object> properties,
      @Nullable List<CustomEvent.PropertyError> errors) {
    return new CustomEvent(1, null, properties, errors, null, null, null, Map.of());
  }

  /** Makes a record with nothing but what is additional, and reads that back. */
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> additionalOf(
      Class<?> type, Map<String, @Nullable Object> additional) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = type.getConstructor(types);
    Object[] values =
        Arrays.stream(components).map(component -> value(component, additional)).toArray();
    Object event = constructor.newInstance(values);
    return (Map<String, @Nullable Object>) type.getMethod("additional").invoke(event);
  }

  private static @Nullable Object value(
      RecordComponent component, Map<String, @Nullable Object> additional) {
    return switch (component.getName()) {
      case "version" -> 1;
      case "eventName" -> "example.unheard.of";
      case "additional" -> additional;
      default -> null;
    };
  }

  private static Map.Entry<String, @Nullable Object> entry(String key, @Nullable Object value) {
    return new AbstractMap.SimpleEntry<>(key, value);
  }
}
