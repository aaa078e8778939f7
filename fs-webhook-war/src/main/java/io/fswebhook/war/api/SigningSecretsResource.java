package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.verify.SigningSecret;
import io.fswebhook.war.access.ForOperators;
import io.fswebhook.war.settings.LiveSettings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows which signing secrets are in force and in use, without the secrets. */
@Path("api/v1/signing-secrets")
public record SigningSecretsResource(Receiver receiver, LiveSettings live) {

  /** The general secrets first, then by organization. */
  @GET
  @ForOperators
  public Response secrets(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    List<SecretView> secrets =
        receiver.signingSecrets().stream()
            .map(SecretView::of)
            .filter(each -> SetupFacts.isSet(each.setting(), live.current()))
            .toList();
    return EntityTags.answer(headers, new Page<>(secrets, null));
  }

  /** A secret by its fingerprint. Public for JSON-B. */
  public record SecretView(
      String id, String setting, @Nullable String organization, @Nullable String lastUsedAt) {

    static SecretView of(SigningSecret secret) {
      String organization = secret.organisation();
      return new SecretView(
          secret.id(),
          organization == null
              ? "fs.webhook.signing-secrets"
              : "fs.webhook.orgs." + organization + ".signing-secrets",
          organization,
          Times.textOrNull(secret.lastUsedAt()));
    }
  }
}
