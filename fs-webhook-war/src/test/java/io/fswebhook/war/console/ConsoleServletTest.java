package io.fswebhook.war.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleServletTest {

  private static final Pattern ASSETS = Pattern.compile("assets/[0-9a-zA-Z_-]{8,}/");
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain;charset=utf-8");

  private final HttpClient client = HttpClient.newHttpClient();
  private PreviewServer server;

  @BeforeAll
  void start() throws Exception {
    server = PreviewServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static List<String> files() {
    return ConsoleFiles.names();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "console"})
  void the_context_root_leads_to_the_page(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(server.root().resolve(path).resolve(location))
        .isEqualTo(server.root().resolve("console/"));
  }

  @Test
  void the_page_is_asked_for_again_and_not_sent_again() throws Exception {
    HttpResponse<byte[]> page = get("console/");
    String tag = header(page, "ETag");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    HttpResponse<byte[]> again = get("console/", "If-None-Match", "\"other\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(get("console/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void all_that_the_page_names_is_there() throws Exception {
    String page = new String(get("console/").body(), StandardCharsets.UTF_8);
    Matcher names = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
    int found = 0;
    while (names.find()) {
      assertThat(get("console/" + names.group(1)).statusCode()).as(names.group(1)).isEqualTo(200);
      found++;
    }
    assertThat(found).isGreaterThan(20);
    assertThat(page).doesNotContain("{assets}", "http:", "https:", "//");
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_is_kept_for_good_and_has_its_type(String name) throws Exception {
    HttpResponse<byte[]> answer = get(assets() + name);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(answer, "Content-Type"))
        .isEqualToIgnoringCase(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void who_takes_gzip_gets_it() throws Exception {
    String script = assets() + "lib/uPlot.iife.min.js";
    HttpResponse<byte[]> plain = get(script);
    HttpResponse<byte[]> packed = get(script, "Accept-Encoding", "br, gzip;q=0.5");

    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(packed.body().length).isLessThan(plain.body().length / 2);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }
    assertThat(get(script, "Accept-Encoding", "gzip;q=0.0").headers().map())
        .doesNotContainKey("content-encoding");
  }

  @Test
  void head_answers_as_get_does_without_the_body() throws Exception {
    HttpResponse<byte[]> get = get("console/");
    HttpResponse<byte[]> head = send(request("console/").method("HEAD", noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("Content-Length", "Content-Type", "ETag", "Cache-Control")) {
      assertThat(header(head, name)).isEqualTo(header(get, name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void nothing_can_be_sent_there(String method) throws Exception {
    for (String path : List.of("", "console", "console/")) {
      HttpResponse<byte[]> answer = send(request(path).method(method, noBody()));

      assertThat(answer.statusCode()).as(path).isEqualTo(405);
      assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
      assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console/nothing",
        "console//",
        "console/index.html",
        "console/files.list",
        "console/main.js",
        "console/assets/",
        "console/assets/0000000000/main.js",
        "console/assets/{hash}",
        "console/assets/{hash}/",
        "console/assets/{hash}/pages",
        "console/assets/{hash}/pages/",
        "console/assets/{hash}//main.js",
        "console/assets/{hash}/Main.js",
        "console/assets/{hash}/main.js/",
        "console/assets/{hash}/main.js;a=b",
        "console/assets/{hash}/m%61in.js",
        "console/assets/{hash}/main.js%00",
        "console/assets/{hash}/pages/../main.js",
        "console/assets/{hash}/pages/%2e%2e/main.js",
        "console/assets/{hash}/..%2fmain.js",
        "console/assets/{hash}/files.list",
        "console/assets/{hash}/../../../ConsoleServlet.class",
        "console/../WEB-INF/web.xml",
        "console/%2e%2e/WEB-INF/web.xml",
        "console/..;/WEB-INF/web.xml",
        "console;a=b/"
      })
  void only_a_files_own_path_leads_to_it(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path.replace("{hash}", hash()));

    // A server may refuse what is ambiguous before it comes here.
    assertThat(answer.statusCode()).isIn(404, 400);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("import");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "console", "console/", "console/nothing", "console/assets/{hash}/ui.js"})
  void a_browser_is_told_what_it_may_do_with_every_answer(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path.replace("{hash}", hash()));

    assertThat(header(answer, "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe", "*", "data:");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
  }

  private String assets() throws Exception {
    return "console/assets/" + hash() + "/";
  }

  private String hash() throws Exception {
    Matcher assets = ASSETS.matcher(new String(get("console/").body(), StandardCharsets.UTF_8));
    assertThat(assets.find()).isTrue();
    return assets.group().split("/", -1)[1];
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.root() + path));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
