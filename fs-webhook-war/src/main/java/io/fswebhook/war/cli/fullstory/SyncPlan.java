package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.cli.fullstory.EndpointChange.Create;
import io.fswebhook.war.cli.fullstory.EndpointChange.Delete;
import io.fswebhook.war.cli.fullstory.EndpointChange.Update;
import io.fswebhook.war.cli.fullstory.EndpointChange.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a file and FullStory.
 *
 * @param changes to be made
 * @param updates of all endpoints that are in both, with those that change nothing
 * @param unknown endpoints that stay as they are because the file does not name them
 */
record SyncPlan(List<EndpointChange> changes, List<Update> updates, List<Endpoint> unknown) {

  static SyncPlan of(
      List<DeclaredEndpoint> declared, List<Endpoint> present, boolean enable, boolean prune) {
    Map<String, Endpoint> rest = new LinkedHashMap<>();
    present.forEach(endpoint -> rest.put(endpoint.url(), endpoint));
    List<Update> updates = new ArrayList<>();
    List<EndpointChange> changes = new ArrayList<>();
    for (DeclaredEndpoint each : declared) {
      Endpoint before = take(rest, each);
      if (before == null) {
        changes.add(new Create(each.url(), each.events(), secret(each)));
      } else {
        updates.add(update(before, each, enable));
      }
    }
    updates.stream().filter(update -> !update.differences().isEmpty()).forEach(changes::add);
    if (prune) {
      rest.values().forEach(endpoint -> changes.add(new Delete(endpoint)));
    }
    return new SyncPlan(changes, updates, prune ? List.of() : List.copyOf(rest.values()));
  }

  /** The endpoint at its URL, or else at its former one. */
  private static @Nullable Endpoint take(Map<String, Endpoint> rest, DeclaredEndpoint declared) {
    Endpoint there = rest.remove(declared.url());
    return there == null && declared.formerUrl() != null
        ? rest.remove(declared.formerUrl())
        : there;
  }

  private static Update update(Endpoint before, DeclaredEndpoint declared, boolean enable) {
    return new Update(
        before, new Wanted(declared.url(), declared.events(), before.enabled() || enable), null);
  }

  private static String secret(DeclaredEndpoint declared) {
    if (declared.secretFile() == null) {
      throw new StartException(
          declared.place()
              + " needs a secretFile, since it is to be created; make a secret with: openssl rand"
              + " -base64 32");
    }
    return SecretFileOption.read(declared.place() + ".secretFile", declared.secretFile());
  }
}
