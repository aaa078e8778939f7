package io.fswebhook.core.verify;

/** How the text of a signature header is read: one form for each scheme. */
@FunctionalInterface
interface SignatureForm {

  Signature read(String text) throws SignatureRejectedException;

  static SignatureForm of(SignatureScheme scheme) {
    return switch (scheme) {
      case FULLSTORY -> FullstoryForm::read;
      case HMAC_SHA256_HEX -> text -> Signature.ofBody(HmacText.fromHex(text));
      case HMAC_SHA256_BASE64 -> text -> Signature.ofBody(HmacText.fromBase64(text));
    };
  }
}
