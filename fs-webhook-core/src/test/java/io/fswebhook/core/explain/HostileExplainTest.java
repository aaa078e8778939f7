package io.fswebhook.core.explain;

import static io.fswebhook.core.explain.Rejected.BODY;
import static io.fswebhook.core.explain.Rejected.NOW;
import static io.fswebhook.core.explain.Rejected.SECRET;
import static io.fswebhook.core.explain.Rejected.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostileExplainTest {

  private final Rejected rejected = new Rejected();

  @Test
  void whatever_comes_is_explained_in_short_lines_that_quote_nothing() {
    Random random = new Random(6);
    for (int i = 0; i < 3_000; i++) {
      String text =
          random(random, "o:ORG1,t:1234567890v=\"'\0\n\t é/+-_= ;" + line("marker", BODY));
      byte[] body = random(random, "{}[]\":,\\/u0é<>&\r\n\t =%marker").getBytes(UTF_8);
      new Rejected()
          .with(text, text + "x")
          .body(body)
          .findings()
          .forEach(HostileExplainTest::check);
    }
  }

  private static String random(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(80);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static void check(Finding finding) {
    assertThat(finding.code()).matches("[a-z0-9-]+");
    assertThat(finding.sentence()).hasSizeLessThan(600).doesNotContain("marker");
    assertThat(finding.sentence().chars().noneMatch(Character::isISOControl)).isTrue();
  }

  @Test
  void no_finding_holds_a_secret_a_signature_or_a_part_of_the_body() {
    rejected.secrets = List.of("hidden one");
    rejected.orgSecrets = Map.of("ORG2", List.of("hidden two"));
    rejected.retired = List.of("hidden three");
    for (String secret : List.of("hidden one", "hidden two", "hidden three", "hidden four")) {
      String line = line(secret, BODY);
      String value = line.substring(line.indexOf("v:") + 2);
      rejected.with(line);
      for (String body : List.of(BODY, BODY + "\n", "other")) {
        rejected.body(body);
        assertThat(rejected.findings().toString())
            .doesNotContain("hidden", "note.created", value, value.substring(0, 6));
      }
    }
    assertThat(rejected.request().toString()).doesNotContain("note.created", "v:");
  }

  @Test
  void a_small_body_that_unpacks_to_a_large_one_is_left_packed() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertThat(Bytes.unzipped(bomb.toByteArray())).isNull();
    assertThat(codes(rejected.with(line("another", BODY)).body(bomb.toByteArray())))
        .containsExactly("nothing-fits", "compressed");
  }

  @Test
  void json_that_is_nested_deeply_costs_no_stack_and_no_memory() {
    String deep = "[".repeat(200_000);

    for (JsonStyle style : JsonStyle.likeliestFirst()) {
      byte @Nullable [] written = RewriteJson.of(deep, style);
      assertThat(written == null || written.length <= 5 * deep.length()).isTrue();
    }
    assertThat(codes(rejected.with(line("another", BODY)).body(deep)))
        .containsExactly("nothing-fits");
  }

  @Test
  void a_large_body_is_tried_as_far_as_the_effort_goes_and_the_finding_says_so() {
    byte[] large = new byte[1 << 20];
    Arrays.fill(large, (byte) ' ');
    rejected.with(line("another", BODY)).body(large);
    Effort effort = Effort.of(Long.MAX_VALUE);

    List<Finding> found = rejected.explainer().explain(rejected.request(), effort);

    assertThat(found.get(0).sentence()).contains("as far as it was tried: the body is large");
    assertThat(effort.isSpent()).isFalse();
  }

  @Test
  void many_organisations_do_not_make_it_endless() {
    Map<String, List<String>> many = new TreeMap<>();
    for (int i = 0; i < 3_000; i++) {
      many.put("O" + i, List.of("secret " + i));
    }
    rejected.orgSecrets = many;
    assertThat(codes(rejected.with(line("secret 2999", BODY))))
        .containsExactly("other-organisation");
    assertThat(codes(rejected.with(line("another", BODY)))).containsExactly("nothing-fits");
  }

  @Test
  void what_is_spent_together_is_spent() {
    rejected.with(line("another", BODY));
    Effort little = Effort.of(3_000);
    Explainer explainer = rejected.explainer();

    assertThat(explainer.explain(rejected.request(), little).get(0).sentence())
        .contains("as far as it was tried");
    assertThat(little.isSpent()).isTrue();
  }

  @Test
  void what_nothing_explains_costs_few_trials_of_one_text_and_one_secret_each() {
    rejected.secrets = List.of("one", "two");
    rejected.retired = List.of("three");
    rejected.with(line("another", BODY));

    List<Finding> found = rejected.explainer().explain(rejected.request(), Effort.of(600_000));

    assertThat(found.get(0).sentence()).doesNotContain("as far as it was tried");
  }

  @Test
  void what_was_kept_whole_is_explained_anew_and_the_rest_as_it_was() {
    Finding then = new Finding("nothing-fits", false, "Then.");
    RejectedRequest request = rejected.with(line("new", BODY)).request();
    rejected.secrets = List.of("new");
    Explainer now = rejected.explainer();

    assertThat(now.explain(kept(request, BODY.length() + 1, then)))
        .extracting(Finding::code)
        .containsExactly("valid-now");
    assertThat(now.explain(kept(request, BODY.length() + 2, then))).containsExactly(then);
    assertThat(now.explain(kept(null, BODY.length() + 1, then))).containsExactly(then);
    rejected.secrets = List.of(SECRET);
    assertThat(rejected.explainer().explain(kept(request, BODY.length() + 1, then)))
        .extracting(Finding::code)
        .containsExactly("nothing-fits");
  }

  private static Rejection kept(@Nullable RejectedRequest request, int size, Finding finding) {
    return new Rejection(
        NOW,
        "10.0.0.1",
        "mismatch",
        null,
        null,
        size,
        BODY.getBytes(UTF_8),
        0,
        request == null ? null : request.signatureLines(),
        List.of(finding));
  }

  private static List<String> codes(Rejected rejected) {
    return rejected.findings().stream().map(Finding::code).toList();
  }
}
