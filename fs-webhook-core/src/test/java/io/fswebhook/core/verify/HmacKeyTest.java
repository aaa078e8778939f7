package io.fswebhook.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacKeyTest {

  /** Test case 2 of RFC 4231. */
  private static final byte[] EXPECTED =
      HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

  private final HmacKey key = HmacKey.of("Jefe");

  @Test
  void a_text_is_signed_in_whatever_parts_it_comes() {
    assertThat(key.sign(bytes("what do ya want for nothing?"))).isEqualTo(EXPECTED);
    assertThat(key.sign(bytes("what do ya "), bytes(""), bytes("want for nothing?")))
        .isEqualTo(EXPECTED);
  }

  @Test
  void the_beginning_of_many_texts_is_given_once() {
    HmacKey begun = key.after(bytes("what do ya "));

    assertThat(begun.sign(bytes("want for nothing?"))).isEqualTo(EXPECTED);
    assertThat(begun.after(bytes("want for ")).sign(bytes("nothing?"))).isEqualTo(EXPECTED);
    assertThat(begun.sign(bytes("want for nothing?"))).isEqualTo(EXPECTED);
    assertThat(key.sign(bytes("what do ya want for nothing?"))).isEqualTo(EXPECTED);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
