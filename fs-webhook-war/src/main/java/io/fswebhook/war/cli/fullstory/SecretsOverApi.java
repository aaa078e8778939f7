package io.fswebhook.war.cli.fullstory;

import io.fswebhook.war.cli.receiver.ReceiverClient;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Those of a receiver that is asked over its API. */
record SecretsOverApi(ReceiverClient receiver) implements ReceiverSecrets {

  @Override
  public void reload() throws IOException, InterruptedException {
    receiver.post("settings/reload", JsonValue.EMPTY_JSON_OBJECT);
  }

  @Override
  public Map<String, Optional<String>> lastUses() throws IOException, InterruptedException {
    Map<String, Optional<String>> uses = new LinkedHashMap<>();
    for (JsonObject item :
        receiver.get("signing-secrets").getJsonArray("items").getValuesAs(JsonObject.class)) {
      String used = item.getString("lastUsedAt", "");
      uses.merge(
          item.getString("id"),
          Optional.of(used).filter(time -> !time.isEmpty()),
          SecretsOverApi::later);
    }
    return uses;
  }

  /** The same secret may be set for several organizations. */
  private static Optional<String> later(Optional<String> one, Optional<String> other) {
    return one.orElse("").compareTo(other.orElse("")) < 0 ? other : one;
  }
}
