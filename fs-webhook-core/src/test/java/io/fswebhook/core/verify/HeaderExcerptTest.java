package io.fswebhook.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderExcerptTest {

  private static final String BASE64 = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

  @Test
  void organisation_and_time_are_kept_and_the_signature_is_cut() {
    assertThat(of("o:ORG1,t:1700000000,v:" + BASE64))
        .isEqualTo("Fullstory-Signature: o:ORG1,t:1700000000,v:q83vEj…[44 characters]");
  }

  @Test
  void whatever_form_a_signature_has_it_is_cut() {
    assertThat(of(BASE64)).isEqualTo("Fullstory-Signature: q83vEj…[44 characters]");
    assertThat(of("sha256=" + "ab".repeat(32)))
        .isEqualTo("Fullstory-Signature: sha256=ababab…[64 characters]");
    assertThat(of("v: " + BASE64)).isEqualTo("Fullstory-Signature: v: q83vE…[45 characters]");
    assertThat(of("t:1 , V=" + BASE64))
        .isEqualTo("Fullstory-Signature: t:1,V=q83vEj…[44 characters]");
    assertThat(of("Bearer " + BASE64)).isEqualTo("Fullstory-Signature: Bearer…[51 characters]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o:ORG1;t:1700000000;v:" + BASE64,
        "o:ORG1 t:1700000000 v:" + BASE64,
        "o:ORG1|v:" + BASE64,
        "t:1700000000;v:" + BASE64,
        "o:" + BASE64,
        "t:" + BASE64,
        "a:1,b:2,c:3,d:4,e:5,o:ORG1,t:1700000000,v:" + BASE64,
        "a:1,b:2,c:3,d:4,e:5,f:6,g:7,h:8,i:9,j:10,o:ORG1,t:1700000000,v:" + BASE64
      })
  void whatever_stands_between_or_before_the_parts_the_signature_is_cut(String line) {
    assertThat(of(line)).contains("…").doesNotContain(BASE64.substring(0, 20));
  }

  @Test
  void several_lines_are_told_apart_and_the_first_name_that_is_there_counts() {
    Map<String, List<String>> sent =
        Map.of("X-FS-Signature", List.of("o:a", "o:b"), "Other", List.of("c"));

    assertThat(
            HeaderExcerpt.of(
                name -> sent.getOrDefault(name, List.of()), VerifySettings.DEFAULT_HEADERS))
        .isEqualTo("X-FS-Signature: o:a | X-FS-Signature: o:b");
  }

  @Test
  void no_header_is_none_and_an_empty_one_is_empty() {
    assertThat(HeaderExcerpt.of(name -> List.of(), List.of("Fullstory-Signature"))).isNull();
    assertThat(of("")).isEqualTo("Fullstory-Signature: ");
  }

  @Test
  void what_is_hostile_is_bounded_and_harmless() {
    assertThat(of("o:" + "x".repeat(8_000))).hasSizeLessThan(150);
    assertThat(of("a,".repeat(4_000))).hasSizeLessThan(150);
    assertThat(of("o:a\u202eb\u2028c\u200bd")).endsWith("o:a\uFFFDb\uFFFDc\uFFFDd");
    assertThat(of("o:\u001b[31m\0\ud800"))
        .isEqualTo("Fullstory-Signature: o:\ufffd[31m\ufffd\ufffd");
  }

  private static @Nullable String of(String line) {
    return HeaderExcerpt.of(name -> List.of(line), List.of("Fullstory-Signature"));
  }
}
