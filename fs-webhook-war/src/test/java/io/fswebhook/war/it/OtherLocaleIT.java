package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same from machines whose language writes numbers with other digits, or is none at all. */
@Tag("long")
@Tag("each-jdk")
class OtherLocaleIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void every_command_works_where_digits_are_others() throws Exception {
    everyCommandWorks(
        () ->
            WarCommand.in(folder)
                .java("-Duser.language=ar")
                .java("-Duser.country=EG")
                .java("-Duser.timezone=Asia/Kathmandu"));
  }

  @Test
  void every_command_works_in_the_locale_of_containers() throws Exception {
    everyCommandWorks(() -> WarCommand.in(folder).with("LC_ALL", "C").with("LANG", "C"));
  }

  private void everyCommandWorks(Supplier<WarCommand> command) throws Exception {
    Path plugins = Files.createDirectories(folder.resolve("fs-webhook-home/plugins"));
    // Whatever order they are found in: what cannot be taken keeps no other from being taken.
    SamplePlugins.copyJar("logging", plugins.resolve("größe-プラグイン.jar"));
    Files.writeString(plugins.resolve("a-größe.jar"), "no jar");
    RecorderPlugin recorder = RecorderPlugin.dropInto(plugins, folder.resolve("record"));
    Files.writeString(folder.resolve("fs-webhook-home/fs-webhook.properties"), recorder.setting());
    try (WarProcess war =
        command
            .get()
            .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
            .start("serve", "--port", "0")) {
      URI receiver = war.awaitListening();
      assertThat(String.join("\n", war.err()))
          .contains("handler LoggingHandler", "handler Recorder", "cannot be read as a jar");
      send(command.get(), receiver);
      Eventually.holds("it is handled", LIMIT, () -> recorder.handled().size() == 1);
      assertThat(get(receiver.resolve("/nowhere")).body()).contains("\"status\":404");
      assertThat(get(receiver.resolve("/console/nowhere")).body()).contains("\"status\":404");
      assertThat(testEvent(receiver).statusCode()).isEqualTo(200);
      Eventually.holds("it is handled", LIMIT, () -> recorder.handled().size() == 2);
      takesWhatComes(war, plugins);
      war.terminate();
      assertThat(war.awaitExit(LIMIT)).isZero();
    }
    verify(command.get());
    check(command.get(), plugins.resolve("recorder.jar"));
    demo(command.get());
  }

  private void send(WarCommand command, URI receiver) throws Exception {
    try (WarProcess send =
        command.start(
            "send", "note.created", "--secret", Sender.SECRET, "--url", receiver + "/webhook")) {
      assertThat(send.awaitExit(LIMIT)).as(send::toString).isZero();
      assertThat(send.out()).singleElement().asString().startsWith("200 stored ");
    }
  }

  private HttpResponse<String> testEvent(URI receiver) throws Exception {
    String token = Files.readString(folder.resolve("fs-webhook-home/admin-token")).strip();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(receiver.resolve("/api/v1/test-events"))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"event\":\"metric.alert\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).timeout(LIMIT).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** Beside one whose name cannot be written in this locale. */
  private static void takesWhatComes(WarProcess war, Path plugins) throws Exception {
    Path handler = Files.createTempDirectory(plugins.getParent(), "later");
    PluginJar.dropInto(handler, "Recorder", handler.resolve("build"));
    Files.move(handler.resolve("recorder.jar"), plugins.resolve("größer.jar"));
    Files.writeString(plugins.resolve("b-größe.jar"), "no jar");
    SamplePlugins.copyJars("chat", plugins.resolve("später"));
    war.awaitLine(Pattern.compile("the handler name Recorder is taken"), LIMIT);
    war.awaitLine(Pattern.compile("sp.*ter.*ChatAlert"), LIMIT);
  }

  private void verify(WarCommand command) throws Exception {
    Sender.Signed signed =
        Sender.sign("{\"eventName\":\"note.created\",\"version\":1,\"data\":{}}");
    Path body = Files.writeString(folder.resolve("body"), signed.body());
    try (WarProcess verify =
        command.start(
            "verify", "--secret", Sender.SECRET, "--signature", signed.signature(), body + "")) {
      assertThat(verify.awaitExit(LIMIT)).as(verify::toString).isZero();
      assertThat(verify.out()).singleElement().asString().startsWith("accepted: note.created");
    }
  }

  private static void check(WarCommand command, Path jar) throws Exception {
    try (WarProcess check = command.start("check", jar.toString())) {
      assertThat(check.awaitExit(LIMIT)).as(check::toString).isZero();
      assertThat(check.out()).contains("handler: Recorder");
    }
  }

  private static void demo(WarCommand command) throws Exception {
    try (WarProcess demo = command.start("demo")) {
      demo.awaitLine(Pattern.compile("Ctrl\\+C"), LIMIT);
      List<String> answers =
          demo.out().stream().filter(line -> line.startsWith("  answered: ")).toList();
      assertThat(answers.stream().limit(6))
          .allMatch(line -> line.startsWith("  answered: 200 stored "));
      assertThat(answers)
          .filteredOn(answer -> answer.contains(" 401 "))
          .containsExactly("  answered: 401 signature-rejected", "  answered: 401 stream-rejected");
      assertThat(demo.out()).noneMatch(line -> line.contains("nothing within"));
    }
  }
}
