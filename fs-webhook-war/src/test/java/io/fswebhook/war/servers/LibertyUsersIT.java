package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fswebhook.war.it.MavenFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** An Open Liberty that knows its users by their password, or by its cookie. */
class LibertyUsersIT extends ServerUsersContract {

  @Override
  Server layOut(Path folder) throws Exception {
    Liberty liberty = new Liberty(installation(), folder);
    DeployPage page = DeployPage.of("open-liberty");
    String registry =
        page.block("xml", "<basicRegistry")
            .replace(
                "</basicRegistry>",
                "<user name=\"%s\" password=\"change-me\"/></basicRegistry>".formatted(STRANGER));
    Path file = liberty.instance().resolve("server.xml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "</webApplication>", page.block("xml", "<application-bnd>") + "</webApplication>")
            .replace("</server>", registry + "</server>"));
    return liberty;
  }

  private static Path installation() throws Exception {
    Distribution distribution = Distribution.of("Open Liberty", "liberty");
    try {
      return distribution.unpacked();
    } catch (MavenFile.UnavailableException e) {
      return abort(distribution.coordinates() + " cannot be had");
    }
  }

  @Override
  Requests.Request as(String user, Requests.Request request) {
    return withPassword(user, request);
  }

  @Test
  void the_console_knows_who_has_logged_in_at_the_server() throws Exception {
    HttpResponse<String> first = as(VIEWER, requests().to("api/v1/session")).method("GET", NOTHING);

    HttpResponse<String> session =
        requests().to("api/v1/session").with("Cookie", cookieIn(first)).method("GET", NOTHING);
    assertThat(session.body()).contains("\"name\":\"bob\"", "\"via\":\"container\"");
    assertThat(requests().get("console/").statusCode()).isEqualTo(200);
  }
}
