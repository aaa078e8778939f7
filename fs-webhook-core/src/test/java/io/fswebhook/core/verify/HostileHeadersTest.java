package io.fswebhook.core.verify;

import static io.fswebhook.core.verify.RejectionReason.MALFORMED;
import static io.fswebhook.core.verify.RejectionReason.MISMATCH;
import static io.fswebhook.core.verify.RejectionReason.MISSING;
import static io.fswebhook.core.verify.RejectionReason.TOO_FAR_IN_FUTURE;
import static io.fswebhook.core.verify.RejectionReason.TOO_OLD;
import static io.fswebhook.core.verify.Requests.HEADER;
import static io.fswebhook.core.verify.Requests.ORG;
import static io.fswebhook.core.verify.Requests.OTHER_HEADER;
import static io.fswebhook.core.verify.Requests.SECRET;
import static io.fswebhook.core.verify.Requests.SIGNED_AT;
import static io.fswebhook.core.verify.Requests.TIME;
import static io.fswebhook.core.verify.Requests.VECTOR_BODY;
import static io.fswebhook.core.verify.Requests.VECTOR_VALUE;
import static io.fswebhook.core.verify.Requests.base64;
import static io.fswebhook.core.verify.Requests.genuine;
import static io.fswebhook.core.verify.Requests.hmac;
import static io.fswebhook.core.verify.Requests.request;
import static io.fswebhook.core.verify.Requests.settings;
import static io.fswebhook.core.verify.Requests.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileHeadersTest {

  private static final @Nullable RejectionReason ACCEPTED = null;
  private static final String O = "o:" + ORG;
  private static final String T = "t:" + TIME;
  private static final String V = "v:" + VECTOR_VALUE;
  private static final String GOOD = O + "," + T + "," + V;

  /** One header line and what becomes of it. All HMACs are right unless the name says otherwise. */
  record Case(String name, String line, @Nullable RejectionReason expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> lines() {
    return Stream.of(form(), organisations(), times(), values(), keys()).flatMap(List::stream);
  }

  private static List<Case> form() {
    return List.of(
        new Case("as documented", GOOD, ACCEPTED),
        new Case("other order", V + "," + O + "," + T, ACCEPTED),
        new Case("spaces and tabs around parts", " " + O + " ,\t" + T + "\t , " + V, ACCEPTED),
        new Case("empty", "", MISSING),
        new Case("blank", " \t ", MISSING),
        new Case("1024 characters", padded(1024), ACCEPTED),
        new Case("1025 characters", padded(1025), MALFORMED),
        new Case("100,000 commas", ",".repeat(100_000), MALFORMED),
        new Case("1024 commas", ",".repeat(1024), MALFORMED),
        new Case("a comma at the end", GOOD + ",", MALFORMED),
        new Case("a comma in front", "," + GOOD, MALFORMED),
        new Case("two commas", O + ",," + T + "," + V, MALFORMED),
        new Case("semicolons", O + ";" + T + ";" + V, MALFORMED),
        new Case("a part without a colon", GOOD + ",x", MALFORMED),
        new Case("equals signs", "o=" + ORG + ",t=" + TIME + ",v=" + VECTOR_VALUE, MALFORMED),
        new Case("in quotes", "\"" + GOOD + "\"", MALFORMED),
        new Case("a NUL at the end", GOOD + "\0", MALFORMED),
        new Case("a no-break space at the end", GOOD + "\u00a0", MALFORMED),
        new Case("two headers joined by a proxy", GOOD + ", " + GOOD, MALFORMED),
        new Case("the value alone", VECTOR_VALUE, MALFORMED));
  }

  private static List<Case> organisations() {
    return List.of(
        new Case("o absent", T + "," + V, MALFORMED),
        new Case("o empty", genuine("", TIME), MALFORMED),
        new Case("o with a colon", genuine("OR:G1", TIME), MALFORMED),
        new Case("o with a space inside", genuine("OR G1", TIME), MALFORMED),
        new Case("o with a space in front", genuine(" ORG1", TIME), MALFORMED),
        new Case("o with a letter outside ASCII", genuine("ÖRG1", TIME), MALFORMED),
        new Case("o with a control character", genuine("ORG\u00011", TIME), MALFORMED),
        new Case("o with a DEL", genuine("ORG\u007f1", TIME), MALFORMED),
        new Case("o of 100 characters", genuine("o".repeat(100), TIME), ACCEPTED),
        new Case("o of 101 characters", genuine("o".repeat(101), TIME), MALFORMED),
        new Case("o of signs", genuine("!~;\"<&>/\\", TIME), ACCEPTED),
        new Case("o in another case than signed", GOOD.replace("ORG", "org"), MISMATCH));
  }

  private static List<Case> times() {
    return List.of(
        new Case("t absent", O + "," + V, MALFORMED),
        new Case("t empty", genuine(ORG, ""), MALFORMED),
        new Case("t negative", genuine(ORG, "-1577836800"), MALFORMED),
        new Case("t with a plus", genuine(ORG, "+1577836800"), MALFORMED),
        new Case("t with a space in front", genuine(ORG, " 1577836800"), MALFORMED),
        new Case("t with a space inside", genuine(ORG, "15778 36800"), MALFORMED),
        new Case("t with a fraction", genuine(ORG, "1577836800.0"), MALFORMED),
        new Case("t with an exponent", genuine(ORG, "1e9"), MALFORMED),
        new Case("t in hexadecimal", genuine(ORG, "0x5E0BE100"), MALFORMED),
        new Case("t in Arabic digits", genuine(ORG, "١٥٧٧٨٣٦٨٠٠"), MALFORMED),
        new Case("t in full-width digits", genuine(ORG, "１５７７８３６８００"), MALFORMED),
        new Case("t with a colon", genuine(ORG, "1577836800:1577836800"), MALFORMED),
        new Case("t of 16 digits", genuine(ORG, "0000001577836800"), MALFORMED),
        new Case("t of 15 digits", genuine(ORG, "000001577836800"), ACCEPTED),
        new Case("t with leading zeros signed without", O + ",t:01577836800," + V, MISMATCH),
        new Case("t of nines", genuine(ORG, "999999999999999"), TOO_FAR_IN_FUTURE),
        new Case("t in milliseconds", genuine(ORG, "1577836800000"), TOO_FAR_IN_FUTURE),
        new Case("t zero", genuine(ORG, "0"), TOO_OLD),
        new Case("t changed after signing", O + ",t:1577836801," + V, MISMATCH));
  }

  private static List<Case> values() {
    byte[] hmac = hmac(SECRET, VECTOR_BODY + ":" + ORG + ":" + TIME);
    return List.of(
        new Case("v absent", O + "," + T, MALFORMED),
        new Case("v empty", O + "," + T + ",v:", MALFORMED),
        new Case("v of nothing but padding", O + "," + T + ",v:" + "=".repeat(44), MALFORMED),
        new Case("v without padding", withValue(VECTOR_VALUE.replace("=", "")), MALFORMED),
        new Case("v with too much padding", withValue(VECTOR_VALUE + "="), MALFORMED),
        new Case("v in the URL-safe alphabet", urlSafe(), MALFORMED),
        new Case("v with stray bits", withValue(VECTOR_VALUE.replace("Y=", "Z=")), MALFORMED),
        new Case("v of 31 bytes", withValue(base64(Arrays.copyOf(hmac, 31))), MALFORMED),
        new Case("v of 33 bytes", withValue(base64(Arrays.copyOf(hmac, 33))), MALFORMED),
        new Case(
            "v with a space inside", withValue("K5mZ " + VECTOR_VALUE.substring(5)), MALFORMED),
        new Case("v with a line break", withValue("K5mZ\n" + VECTOR_VALUE.substring(5)), MALFORMED),
        new Case("v beyond ASCII", withValue("ÿ" + VECTOR_VALUE.substring(1)), MALFORMED),
        new Case("v in hexadecimal", withValue("2b9999b383d9aa5a".repeat(4)), MALFORMED),
        new Case("v of zeros", withValue(base64(new byte[32])), MISMATCH),
        new Case("v with another first bit", withValue("L" + VECTOR_VALUE.substring(1)), MISMATCH),
        new Case("v in another case", withValue("k" + VECTOR_VALUE.substring(1)), MISMATCH));
  }

  private static List<Case> keys() {
    return List.of(
        new Case("o twice", O + "," + GOOD, MALFORMED),
        new Case("o twice, first another", "o:EVIL," + GOOD, MALFORMED),
        new Case("t twice", GOOD + "," + T, MALFORMED),
        new Case("v twice", GOOD + "," + V, MALFORMED),
        new Case("v twice, first wrong", "v:" + base64(new byte[32]) + "," + GOOD, MALFORMED),
        new Case("an unknown key", GOOD + ",k:2", ACCEPTED),
        new Case("an unknown key with colons", "k:a:b:c," + GOOD, ACCEPTED),
        new Case("an unknown key without a value", GOOD + ",k:", ACCEPTED),
        new Case("an unknown key twice", "k:1," + GOOD + ",k:2", MALFORMED),
        new Case("an empty key", GOOD + ",:x", MALFORMED),
        new Case("keys in upper case", GOOD.replace("o:", "O:"), MALFORMED),
        new Case("a space before the colon", GOOD.replace("o:", "o :"), MALFORMED),
        new Case("a space after the colon", GOOD.replace("o:", "o: "), MALFORMED));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void a_header_line_gets_its_verdict(Case line) {
    assertThat(verdict(settings(), request(line.line()))).isEqualTo(line.expected());
  }

  static Stream<Case> rejectedLines() {
    return lines().filter(line -> line.expected() != ACCEPTED);
  }

  @ParameterizedTest
  @MethodSource("rejectedLines")
  void no_message_reveals_the_secret_or_the_signature(Case line) {
    VerifySettings withAnother = settings(List.of(SECRET, "hush-hush"), Map.of());

    assertThat(message(withAnother, request(line.line())))
        .isNotBlank()
        .hasSizeLessThan(400)
        .doesNotContain("hush")
        .doesNotContain(anyValueOf(line.line()));
  }

  record Headers(String name, Map<String, List<String>> lines, @Nullable RejectionReason expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Headers> headers() {
    List<String> good = List.of(GOOD);
    List<String> wrong = List.of(withValue(base64(new byte[32])));
    return Stream.of(
        new Headers("none", Map.of(), MISSING),
        new Headers("another name", Map.of("X-Signature", good), MISSING),
        new Headers("in lower case", Map.of("fullstory-signature", good), ACCEPTED),
        new Headers("the second name only", Map.of(OTHER_HEADER, good), ACCEPTED),
        new Headers("both, first wrong", Map.of(HEADER, wrong, OTHER_HEADER, good), MISMATCH),
        new Headers("both, first blank", Map.of(HEADER, List.of(""), OTHER_HEADER, good), MISSING),
        new Headers("both, second wrong", Map.of(HEADER, good, OTHER_HEADER, wrong), ACCEPTED),
        new Headers("the same line twice", Map.of(HEADER, List.of(GOOD, GOOD)), MALFORMED),
        new Headers("a wrong line, then a good one", twice(wrong, good), MALFORMED),
        new Headers("a good line, then a wrong one", twice(good, wrong), MALFORMED),
        new Headers("a blank line, then a good one", twice(List.of(""), good), MALFORMED),
        new Headers(
            "the first name once, the second twice",
            Map.of(HEADER, good, OTHER_HEADER, List.of(GOOD, GOOD)),
            ACCEPTED));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void the_first_name_that_is_there_decides(Headers headers) {
    assertThat(verdict(settings(), request(headers.lines(), VECTOR_BODY, SIGNED_AT)))
        .isEqualTo(headers.expected());
  }

  private static Map<String, List<String>> twice(List<String> first, List<String> second) {
    return Map.of(HEADER, List.of(first.get(0), second.get(0)));
  }

  /** The first characters of v, or of the vector's where the line has none. */
  private static String anyValueOf(String line) {
    int start = line.indexOf("v:") + 2;
    return start > 1 && start + 8 <= line.length()
        ? line.substring(start, start + 8)
        : VECTOR_VALUE.substring(0, 8);
  }

  private static String message(VerifySettings settings, RawRequest request) {
    try {
      new Verifier(settings).verify(request);
      return "";
    } catch (RejectedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String withValue(String value) {
    return O + "," + T + ",v:" + value;
  }

  /** Signed for a time whose value has a character that the URL-safe alphabet writes otherwise. */
  private static String urlSafe() {
    for (long time = SIGNED_AT.getEpochSecond(); ; time++) {
      String line = genuine(ORG, Long.toString(time));
      if (line.contains("+")) {
        return line.replace('+', '-').replace('/', '_');
      }
    }
  }

  private static String padded(int length) {
    return GOOD + ",k:" + "x".repeat(length - GOOD.length() - 3);
  }
}
