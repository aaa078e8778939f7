package io.fswebhook.core.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FuzzTest {

  private static final int MUTANTS_OF_A_SAMPLE = 2_000;
  private static final byte[] TELLING = "{}[]\",:\\0-9.eE+tfnu/*#' \n\t\0\u007f".getBytes(UTF_8);

  @ParameterizedTest
  @FieldSource("io.fswebhook.core.parse.Bodies#SAMPLES")
  void a_mutant_is_parsed_or_malformed_and_nothing_else(String name) {
    Random random = new Random(name.hashCode());
    byte[] sample = Bodies.sample(name);
    int malformed = 0;
    for (int number = 0; number < MUTANTS_OF_A_SAMPLE; number++) {
      malformed += isMalformed(mutant(sample, random), number) ? 1 : 0;
    }
    assertThat(malformed).isPositive();
  }

  @SuppressWarnings("CatchingUnchecked")
  private static boolean isMalformed(byte[] body, int number) {
    try {
      assertThat(Bodies.parse(body).event().eventName()).isNotBlank();
      return false;
    } catch (MalformedPayloadException e) {
      assertThat(e).hasMessageContaining(" at ");
      return true;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return fail("mutant " + number + " broke the parser", e);
    }
  }

  private static byte[] mutant(byte[] sample, Random random) {
    byte[] body = sample;
    for (int change = random.nextInt(4); change >= 0; change--) {
      body = changed(body, random);
    }
    return body;
  }

  private static byte[] changed(byte[] body, Random random) {
    if (body.length < 2) {
      return body;
    }
    int from = random.nextInt(body.length);
    int to = from + random.nextInt(Math.min(40, body.length - from));
    byte[] copy = body.clone();
    switch (random.nextInt(6)) {
      case 0 -> copy[from] = (byte) random.nextInt(256);
      case 1 -> copy[from] = TELLING[random.nextInt(TELLING.length)];
      case 2 -> copy[from] ^= (byte) (1 << random.nextInt(8));
      case 3 -> copy = Arrays.copyOf(body, from);
      case 4 -> copy = joined(body, from, body, to);
      default -> copy = joined(body, to, body, from);
    }
    return copy;
  }

  /** The first up to one place and the second from another: cuts a piece out or repeats it. */
  private static byte[] joined(byte[] first, int end, byte[] second, int start) {
    byte[] joined = Arrays.copyOf(first, end + second.length - start);
    System.arraycopy(second, start, joined, end, second.length - start);
    return joined;
  }
}
