package io.fswebhook.api.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {

  private static final byte[] BODY =
      "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"1\"}}".getBytes(UTF_8);

  @Test
  void the_known_vector_comes_out() {
    String header =
        new WebhookSigner("secret", "ORG1").sign(BODY, Instant.ofEpochSecond(1_577_836_800));

    assertThat(header)
        .isEqualTo("o:ORG1,t:1577836800,v:K5mZs4PZqlrWHlF5uU6ceBACnpnOCByYXPTjbGz47jY=");
  }

  @Test
  void parts_of_a_second_do_not_count() {
    WebhookSigner signer = new WebhookSigner("secret", "ORG1");
    Instant second = Instant.ofEpochSecond(1_577_836_800);

    assertThat(signer.sign(BODY, second.plusMillis(999))).isEqualTo(signer.sign(BODY, second));
  }
}
