package io.fswebhook.core;

import io.fswebhook.core.explain.Explainer;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.reject.RejectionRules;
import io.fswebhook.core.verify.SecretUses;
import io.fswebhook.core.verify.SignTest;
import io.fswebhook.core.verify.VerifySettings;

/** What decides about requests by the settings in force; replaced as a whole when they change. */
record RequestRules(
    VerifySettings verify, AcceptRequest accept, SignTest tests, RejectionRules rejections) {

  /**
   * Reads the schemas.
   *
   * @throws io.fswebhook.core.failure.StartException if one cannot be used
   */
  static RequestRules of(
      ReceiverSettings settings, SecretUses uses, Inbox inbox, ReceiverObserver observer) {
    VerifySettings verify = settings.verify();
    return new RequestRules(
        verify,
        new AcceptRequest(settings, uses, inbox, observer),
        new SignTest(verify, settings.access()),
        new RejectionRules(
            settings.rejections(),
            verify.headers(),
            settings.access(),
            new Explainer(verify, settings.access(), settings.rejections().retiredSecrets())));
  }
}
