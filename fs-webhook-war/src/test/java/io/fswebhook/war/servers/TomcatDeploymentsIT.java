package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.PostgresServer;
import io.fswebhook.war.it.Sender;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One Tomcat with several deployments of the WAR: with a data source of Tomcat's and behind a
 * proxy, under another context root, with a home of its own choice, and one that lacks a secret.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TomcatDeploymentsIT {

  private static final Path WAR = Path.of(Distribution.property("it.war"));
  private static final String SECRETS = "fs.webhook.signing-secrets=" + Requests.SECRET + "\n";

  private PostgresServer postgres;
  private Tomcat tomcat;
  private ServerProcess process;
  private PrefixProxy proxy;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    postgres = PostgresServer.in(folder);
    Path base = folder.resolve("tomcat");
    tomcat = new Tomcat("tomcat", Distribution.of("Tomcat", "tomcat10").unpacked(), base);
    DeployPage page = DeployPage.of("tomcat");
    Path driver = PostgresServer.driver();
    Files.copy(driver, tomcat.lib().resolve(driver.getFileName()));
    Path descriptors = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
    Files.writeString(
        descriptors.resolve("fs-webhook.xml"),
        page.block("xml", "<Resource")
            .replace("jdbc:postgresql://db.example.com/fs_webhook", postgres.url())
            .replace("username=\"fs_webhook\" password=\"change-me\"", "username=\"postgres\""));
    Path other = Files.copy(WAR, folder.resolve("fs-webhook.war"));
    Files.writeString(
        descriptors.resolve("alerts.xml"),
        page.block("xml", "<Parameter")
            .replace("/srv/fs-webhook.war", other.toString())
            .replace("/srv/alerts", folder.resolve("chosen").toString()));
    settings(
        tomcat.home("fs-webhook"),
        SECRETS + "fs.webhook.inbox.datasource=jdbc/inbox\nfs.webhook.http.forwarded=true\n");
    settings(tomcat.home("hooks"), SECRETS);
    settings(folder.resolve("chosen"), SECRETS);
    for (String context : List.of("fs-webhook", "hooks", "nosecret")) {
      tomcat.deploy(WAR, context);
    }
    process = ServerProcess.start(tomcat, List.of());
    process.awaitLog("Server startup in");
    proxy = new PrefixProxy(tomcat.port);
  }

  private static void settings(Path home, String lines) throws IOException {
    Files.writeString(Files.createDirectories(home).resolve("fs-webhook.properties"), lines);
  }

  @AfterAll
  void end() throws IOException {
    if (proxy != null) {
      proxy.close();
    }
    if (process != null) {
      process.close();
    }
    postgres.close();
  }

  private Requests to(String context) {
    return new Requests(tomcat.uri(context));
  }

  @Test
  @Order(1)
  void each_deployment_has_an_inbox_and_metrics_of_its_own() throws Exception {
    String body = "{\"eventName\":\"same.everywhere\"}";
    for (String context : List.of("fs-webhook", "hooks", "alerts")) {
      assertThat(to(context).send(body).body()).as(context).contains("\"status\":\"stored\"");
    }
    Sender.idIn(to("hooks").send("{\"eventName\":\"more\"}"));

    assertThat(metrics("hooks", tomcat.home("hooks")))
        .contains("fs_webhook_deliveries_total{event=\"other\",status=\"stored\"} 2.0");
    Path chosen = tomcat.base.resolveSibling("chosen");
    assertThat(metrics("alerts", chosen))
        .contains("fs_webhook_deliveries_total{event=\"other\",status=\"stored\"} 1.0");
    assertThat(chosen.resolve("data/inbox.db")).exists();
    assertThat(tomcat.home("hooks").resolve("data/inbox.db")).exists();
  }

  private String metrics(String context, Path home) throws Exception {
    String token = Files.readString(home.resolve("admin-token")).strip();
    return to(context)
        .to("metrics")
        .with("Authorization", "Bearer " + token)
        .method("GET", new byte[0])
        .body();
  }

  @Test
  @Order(2)
  void a_data_source_of_tomcats_is_where_deliveries_are() throws Exception {
    String id = Sender.idIn(to("fs-webhook").send("{\"eventName\":\"in.postgresql\"}"));

    assertThat(postgres.value("SELECT event_name FROM delivery WHERE id = '" + id + "'"))
        .isEqualTo("in.postgresql");
    assertThat(tomcat.home("fs-webhook").resolve("data/inbox.db")).doesNotExist();
  }

  @Test
  @Order(3)
  void behind_a_proxy_with_a_prefix_the_sender_is_who_the_proxy_says() throws Exception {
    Requests outside = new Requests(proxy.uri("fs-webhook"));
    assertThat(outside.send("{\"eventName\":\"by.proxy\"}").body()).contains("stored");

    HttpResponse<String> refused =
        outside
            .to("webhook")
            .with("Content-Type", "application/json")
            .with("X-Forwarded-For", "192.0.2.66")
            .method("POST", "{}".getBytes(UTF_8));

    assertThat(refused.statusCode()).isEqualTo(401);
    process.awaitLog("Refused a delivery from " + PrefixProxy.CLIENT);
    assertThat(process.log()).doesNotContain("from 192.0.2.66");
  }

  @Test
  @Order(4)
  void where_no_proxy_is_announced_its_headers_mean_nothing() throws Exception {
    HttpResponse<String> refused =
        to("hooks")
            .to("webhook")
            .with("Content-Type", "application/json")
            .with("X-Forwarded-For", "192.0.2.77")
            .method("POST", "{}".getBytes(UTF_8));

    assertThat(refused.statusCode()).isEqualTo(401);
    process.awaitLog("Refused a delivery from 127.0.0.1");
    assertThat(process.log()).doesNotContain("192.0.2.77");
  }

  @Test
  @Order(5)
  void one_that_lacks_a_secret_says_which_setting_and_leaves_the_others_alone() throws Exception {
    assertThat(to("nosecret").send("{\"eventName\":\"a\"}").statusCode()).isEqualTo(404);
    assertThat(process.log()).contains("set fs.webhook.signing-secrets");
  }

  @Test
  @Order(6)
  void one_is_taken_away_and_the_others_go_on() throws Exception {
    tomcat.undeploy("hooks");
    Eventually.holds("gone", ServerContract.LIMIT, () -> to("hooks").status("health/live") == 404);

    for (String context : List.of("fs-webhook", "alerts")) {
      Sender.idIn(to(context).send("{\"eventName\":\"still.there\"}"));
    }
    tomcat.undeploy("fs-webhook");
    Eventually.holds(
        "its node is gone",
        ServerContract.LIMIT,
        () -> postgres.value("SELECT count(*) FROM node").equals("0"));
    Eventually.holds(
        "gone", ServerContract.LIMIT, () -> to("fs-webhook").status("health/live") == 404);
    // Tomcat goes on with its other contexts, and warns of that thread when it is stopped
    // meanwhile.
    JvmLook jvm = new JvmLook(process.jvm().pid());
    Eventually.holds(
        "Tomcat is done in the background",
        ServerContract.LIMIT,
        () -> !jvm.jcmd("Thread.print").contains("ContainerBackgroundProcessor"));
    process.stop();
    assertThat(process.log())
        .doesNotContain("memory leak", "failed to unregister", "failed to stop");
  }
}
