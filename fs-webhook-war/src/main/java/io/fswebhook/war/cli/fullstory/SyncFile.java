package io.fswebhook.war.cli.fullstory;

import static java.util.stream.Collectors.toCollection;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.NearestName;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.text.RedactedUrl;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a file that describes endpoints. Mistakes are reported with their place. */
record SyncFile(Path file) {

  private static final Set<String> MEMBERS = Set.of("url", "events", "secretFile", "formerUrl");

  List<DeclaredEndpoint> read() {
    JsonObject root = root();
    requireKnown(root, "the file", Set.of("endpoints"));
    if (!(root.get("endpoints") instanceof JsonArray array)) {
      throw wrong("endpoints must be an array");
    }
    List<DeclaredEndpoint> declared = new ArrayList<>();
    Set<String> urls = new HashSet<>();
    for (JsonValue value : array) {
      DeclaredEndpoint endpoint = endpoint("endpoints[" + declared.size() + "]", value);
      if (!urls.add(endpoint.url())) {
        throw wrong(endpoint.place() + ".url is that of an endpoint before it");
      }
      declared.add(endpoint);
    }
    return declared;
  }

  private JsonObject root() {
    try (Reader text = Files.newBufferedReader(file);
        JsonReader reader = Json.createReader(text)) {
      return reader.readObject();
    } catch (JsonParsingException e) {
      throw wrong(
          "must be a JSON object, and is not at line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber());
    } catch (JsonException e) {
      throw e.getCause() instanceof MalformedInputException
          ? wrong("must be UTF-8, and is not")
          : wrong("must be a JSON object");
    } catch (IOException e) {
      throw new StartException("FILE is " + file + ", which cannot be read: " + Reasons.of(e), e);
    }
  }

  private DeclaredEndpoint endpoint(String place, JsonValue value) {
    if (!(value instanceof JsonObject json)) {
      throw wrong(place + " must be an object");
    }
    requireKnown(json, place, MEMBERS);
    String secretFile = text(json, place, "secretFile");
    String formerUrl = text(json, place, "formerUrl");
    return new DeclaredEndpoint(
        place,
        url(place + ".url", text(json, place, "url")),
        events(place + ".events", json.get("events")),
        secretFile == null ? null : file.resolveSibling(secretFile),
        formerUrl == null ? null : url(place + ".formerUrl", formerUrl));
  }

  private void requireKnown(JsonObject json, String place, Set<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        String meant =
            NearestName.typo(name, known).map(near -> ": did you mean " + near + "?").orElse("");
        throw wrong(place + " has an unknown member " + name + meant);
      }
    }
  }

  private @Nullable String text(JsonObject json, String place, String name) {
    JsonValue value = json.get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonString text) || text.getString().isBlank()) {
      throw wrong(place + "." + name + " must be a text");
    }
    return text.getString();
  }

  private String url(String place, @Nullable String url) {
    if (url == null || !EndpointUrl.isValid(url)) {
      throw wrong(
          place
              + " "
              + EndpointUrl.RULE
              + (url == null ? ", is missing" : ", was " + RedactedUrl.of(url)));
    }
    return url;
  }

  /** FullStory cannot remove the last event of an endpoint. */
  private SortedSet<SubscribedEvent> events(String place, @Nullable JsonValue value) {
    if (!(value instanceof JsonArray array)
        || array.isEmpty()
        || !array.stream().allMatch(JsonString.class::isInstance)) {
      throw wrong(place + " must be an array of at least one event such as \"note.created\"");
    }
    try {
      return array.getValuesAs(JsonString::getString).stream()
          .map(SubscribedEvent::parse)
          .collect(toCollection(TreeSet::new));
    } catch (IllegalArgumentException e) {
      throw wrong(place + ": " + e.getMessage());
    }
  }

  private StartException wrong(String what) {
    return new StartException(Printable.line("FILE is " + file + ": " + what));
  }
}
