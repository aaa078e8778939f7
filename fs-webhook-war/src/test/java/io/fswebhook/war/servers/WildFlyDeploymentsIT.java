package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.PostgresServer;
import io.fswebhook.war.it.SamplePlugins;
import io.fswebhook.war.it.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WildFly that manages a data source and has a folder of libraries for all applications. */
@Tag("server")
class WildFlyDeploymentsIT {

  private static final String CONTEXT = "fs-webhook";

  @Test
  void deliveries_are_in_wildflys_data_source_and_plugins_come_from_a_global_directory(
      @TempDir Path folder) throws Exception {
    Path installation = Distribution.of("WildFly", "wildfly").unpacked();
    DeployPage page = DeployPage.of("wildfly");
    try (PostgresServer postgres = PostgresServer.in(folder)) {
      WildFly wildfly = new WildFly(installation, folder.resolve("wildfly"));
      addDriver(wildfly.base, page);
      configure(wildfly.base, page, postgres);
      SamplePlugins.copyJar("logging", folder.resolve("logging.jar"));
      Path plugins = Files.createDirectories(wildfly.base.resolve("lib/plugins"));
      Files.copy(folder.resolve("logging.jar"), plugins.resolve("logging.jar"));
      Files.writeString(
          Files.createDirectories(wildfly.home(CONTEXT)).resolve("fs-webhook.properties"),
          "fs.webhook.signing-secrets="
              + Requests.SECRET
              + "\nfs.webhook.inbox.datasource=java:/jdbc/inbox\n");
      wildfly.deploy(Path.of(Distribution.property("it.war")), CONTEXT);
      Requests requests = new Requests(wildfly.uri(CONTEXT));
      try (ServerProcess process = ServerProcess.start(wildfly, List.of())) {
        Eventually.holds(
            "deployed",
            ServerContract.LIMIT,
            () -> requests.status("health/ready") == 200 || !process.isAlive());
        String id = Sender.idIn(requests.send("{\"eventName\":\"in.postgresql\"}"));

        assertThat(postgres.value("SELECT event_name FROM delivery WHERE id = '" + id + "'"))
            .isEqualTo("in.postgresql");
        process.awaitLog("in.postgresql: delivery " + id);
        assertThat(process.log())
            .contains("Looking for plugins in the server's lib folder " + plugins);
        process.stop();
        List<String> ownWarnings = new ArrayList<>(wildfly.ownWarnings());
        ownWarnings.add("IJ000615"); // it stops its data source first, not knowing who uses it
        ServerLog.assertQuiet(process.log(), ownWarnings);
      }
    }
  }

  private static void addDriver(Path base, DeployPage page) throws Exception {
    Path module = Files.createDirectories(base.resolve("modules/org/postgresql/main"));
    Files.copy(PostgresServer.driver(), module.resolve("postgresql.jar"));
    Files.writeString(module.resolve("module.xml"), page.block("xml", "<module "));
  }

  private static void configure(Path base, DeployPage page, PostgresServer postgres)
      throws IOException {
    Path file = base.resolve("configuration/standalone.xml");
    String source =
        page.block("xml", "<datasource ")
            .replace("jdbc:postgresql://db.example.com/fs_webhook", postgres.url())
            .replace(" user-name=\"fs_webhook\" password=\"change-me\"", " user-name=\"postgres\"");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("<datasources>", "<datasources>" + source)
            .replace("<drivers>", "<drivers>" + page.block("xml", "<driver "))
            .replaceFirst(
                "(<subsystem xmlns=\"urn:jboss:domain:ee:[^>]*>)",
                "$1" + page.block("xml", "<global-directories>")));
  }
}
