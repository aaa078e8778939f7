package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.explain.ChangedBodies.Changed;
import io.fswebhook.core.explain.JsonStyle.Escapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangedBodiesTest {

  private static final Effort ENDLESS = Effort.of(Long.MAX_VALUE);

  @Test
  void each_text_is_there_once_and_none_is_the_body() {
    String body = "{\"eventName\":\"note.created\",\"data\":{\"text\":\"nothing to escape\"}}";

    List<String> changed = all(new ChangedBodies(body.getBytes(UTF_8), ENDLESS));

    assertThat(changed).doesNotHaveDuplicates().doesNotContain(body).contains(body + "\n", "");
    assertThat(changed).hasSizeLessThan(15);
    assertThat(BodyChanges.likeliestFirst()).hasSizeGreaterThan(60);
  }

  @Test
  void what_was_asked_for_once_costs_no_effort_again() {
    ChangedBodies bodies = new ChangedBodies("{\"a\": 1}".getBytes(UTF_8), Effort.of(2_000));
    List<String> first = all(bodies);

    assertThat(first).isNotEmpty();
    assertThat(all(bodies)).isEqualTo(first);
    assertThat(all(new ChangedBodies("{\"a\": 1}".getBytes(UTF_8), ENDLESS)))
        .startsWith(first.toArray(String[]::new))
        .hasSizeGreaterThan(first.size());
  }

  @Test
  void a_style_that_is_passed_over_would_have_changed_nothing() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      String text = random(random);
      for (JsonStyle style : JsonStyle.likeliestFirst()) {
        if (!style.escapes().mayChange(text)) {
          assertThat(RewriteJson.of(text, style))
              .isEqualTo(RewriteJson.of(text, new JsonStyle(style.space(), Escapes.AS_THEY_ARE)));
        }
      }
    }
  }

  private static String random(Random random) {
    String alphabet = "\"\"\"\\/u00e9é<>&='~\u007f{}[]:, x";
    StringBuilder text = new StringBuilder("{");
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static List<String> all(ChangedBodies bodies) {
    List<String> all = new ArrayList<>();
    for (Changed next = bodies.get(0); next != null; next = bodies.get(all.size())) {
      all.add(new String(next.bytes(), UTF_8));
    }
    return all;
  }
}
