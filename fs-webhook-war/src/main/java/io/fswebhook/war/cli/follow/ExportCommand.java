package io.fswebhook.war.cli.follow;

import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.war.cli.line.Count;
import io.fswebhook.war.cli.line.OutputOption;
import io.fswebhook.war.cli.line.ProgressLine;
import io.fswebhook.war.cli.receiver.ArrivalFilter;
import io.fswebhook.war.cli.receiver.ReceiverClient;
import io.fswebhook.war.cli.receiver.ReceiverCommand;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Writes deliveries of a running receiver to a gzip file, oldest first: each is a line of JSON,"
          + " as the API has it, with its body and attempts.",
      "Given the same file and filters again, it goes on where it was interrupted."
    })
final class ExportCommand extends ReceiverCommand {

  private static final String EVERYTHING = "1970-01-01T00:00:00Z";
  private static final String MOST = "200";

  @Mixin private ArrivalFilter filter = new ArrivalFilter();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description =
          "The file, such as deliveries.jsonl.gz, for its owner only. FILE.place is there"
              + " until it is complete.")
  private Path file = Path.of("");

  @Option(names = "--from", paramLabel = "TIME", description = "Received at this time or later.")
  private @Nullable Instant from;

  @Option(names = "--before", paramLabel = "TIME", description = "Received before this time.")
  private @Nullable Instant before;

  @Override
  protected int run(ReceiverClient client) throws IOException, InterruptedException {
    try {
      export(client);
      return 0;
    } catch (FileSystemException e) {
      throw new IOException(e.getFile() + ": " + Reasons.of(e), e);
    }
  }

  private void export(ReceiverClient client) throws IOException, InterruptedException {
    Map<String, String> wanted = new TreeMap<>(filter.given(this));
    wanted.put("from", from == null ? EVERYTHING : from.toString());
    if (before != null) {
      wanted.put("before", before.toString());
    }
    Optional<JsonObject> noted = noted(wanted.toString());
    String cursor = noted.map(each -> each.getString("cursor")).orElse(null);
    Map<String, String> query = new TreeMap<>(wanted);
    query.putAll(Map.of("limit", MOST, "body", "true"));
    Feed feed = new Feed(client, query, Map.of(), cursor, new Outage(this, false));
    List<JsonObject> first = feed.page();
    try (ExportFile export = ExportFile.open(file.toAbsolutePath(), wanted.toString(), noted)) {
      write(first, feed, export);
      export.complete();
      report(export.count());
    }
  }

  /** How far an earlier command came with this file; empty if there is none. */
  private Optional<JsonObject> noted(String wanted) throws IOException {
    Optional<JsonObject> noted = ExportFile.placeOf(file.toAbsolutePath()).read();
    if (noted.isEmpty() && Files.exists(file)) {
      throw wrongUse(file + " exists and is complete; choose another name");
    }
    if (noted.isPresent() && !noted.get().getString("of", "").equals(wanted)) {
      throw wrongUse(
          file
              + " is being exported with other filters; give those again, or delete it and "
              + file
              + ".place");
    }
    return noted.filter(each -> Files.exists(file));
  }

  private void write(List<JsonObject> first, Feed feed, ExportFile export)
      throws IOException, InterruptedException {
    ProgressLine progress = new ProgressLine(err(), !isJson() && ProgressLine.isTerminal());
    List<JsonObject> page = first;
    while (true) {
      export.add(page.stream().map(OutputOption::ascii).toList(), String.valueOf(feed.cursor()));
      progress.show(export.count() + " exported");
      if (!feed.mayHaveMore()) {
        progress.clear();
        return;
      }
      page = feed.page();
    }
  }

  private void report(long count) {
    if (isJson()) {
      say(Json.createObjectBuilder().add("file", file.toString()).add("deliveries", count).build());
    } else {
      say(
          "Exported "
              + Count.of(count, "delivery", "deliveries")
              + " to "
              + Printable.line(file.toString()));
    }
  }
}
