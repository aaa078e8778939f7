package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.RejectionReason;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.VerifySettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains requests to streams, except for their signatures. Thread-safe. */
final class ExplainStream {

  private static final Set<String> OF_TOKEN =
      Set.of(
          RejectionReason.TOKEN_MISSING.code(),
          RejectionReason.TOKEN_MALFORMED.code(),
          RejectionReason.TOKEN_MISMATCH.code(),
          RejectionReason.UNKNOWN_STREAM.code());

  private static final Set<String> OF_SIGNATURE =
      Set.of(
          RejectionReason.MALFORMED.code(),
          RejectionReason.UNKNOWN_ORGANISATION.code(),
          RejectionReason.MISMATCH.code(),
          RejectionReason.TOO_OLD.code(),
          RejectionReason.TOO_FAR_IN_FUTURE.code());

  private final ExplainToken token;

  ExplainStream(
      Map<String, StreamAccess> streams, VerifySettings settings, List<String> retiredSecrets) {
    this.token = new ExplainToken(streams, settings, retiredSecrets);
  }

  /** Empty where the signature must be looked at. */
  Optional<List<Finding>> explain(RejectedRequest request) {
    SentTokens sent = request.tokens();
    return sent == null ? Optional.empty() : Optional.ofNullable(explain(request, sent));
  }

  private @Nullable List<Finding> explain(RejectedRequest request, SentTokens sent) {
    if (OF_TOKEN.contains(request.reason())) {
      return token.of(sent);
    }
    if (OF_SIGNATURE.contains(request.reason())) {
      return token.inPlaceOfSignature(sent);
    }
    return request.reason().equals(RejectionReason.MISSING.code())
        ? List.of(noSignature(sent.stream()))
        : Explainer.withSigns(ORIGIN_PROVEN, request);
  }

  private static final Finding ORIGIN_PROVEN =
      new Finding(
          "origin-proven",
          false,
          "Token or signature are valid, so the sender is known: the body is wrong, see the detail.");

  private static Finding noSignature(String stream) {
    return new Finding(
        "no-signature",
        false,
        String.format(
            Locale.ROOT,
            "There is no signature, and fs.webhook.streams.%1$s.signature demands one. If FullStory cannot sign the stream, set that to off, and fs.webhook.streams.%1$s.tokens to a token that FullStory sends.",
            stream));
  }
}
