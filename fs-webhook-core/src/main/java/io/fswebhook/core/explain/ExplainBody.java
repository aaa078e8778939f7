package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import java.util.ArrayList;
import java.util.List;

/** Says what strikes the eye of a body, whatever its signature. */
final class ExplainBody {

  private ExplainBody() {}

  static List<Finding> of(byte[] body) {
    List<Finding> found = new ArrayList<>();
    if (body.length == 0) {
      found.add(
          sign(
              "empty-body",
              "The body was empty when it came: something in between drops it, such as a redirect that makes a GET of a POST, or a filter that has read it before."));
    }
    if (Bytes.isZipped(body)) {
      found.add(
          sign(
              "compressed",
              "The body is compressed with gzip; the receiver takes it as it is. Turn compression of requests off in front of it."));
    }
    if (Bytes.hasMark(body)) {
      found.add(
          sign(
              "byte-order-mark",
              "The body begins with a byte order mark, which JSON must not have."));
    }
    if (isForm(body)) {
      found.add(
          sign(
              "form",
              "The body looks like a form: something in between encodes it. It must be the JSON itself."));
    }
    return found;
  }

  /** Such as {@code payload=%7B…}. */
  private static boolean isForm(byte[] body) {
    for (int i = 0; i < Math.min(body.length, 100); i++) {
      byte character = body[i];
      if (character == '=') {
        return i > 0;
      }
      boolean isName =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || character == '_'
              || character == '%';
      if (!isName) {
        return false;
      }
    }
    return false;
  }

  private static Finding sign(String code, String sentence) {
    return new Finding(code, false, sentence);
  }
}
