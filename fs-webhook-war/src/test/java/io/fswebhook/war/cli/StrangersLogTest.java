package io.fswebhook.war.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those without a token can make the receiver write into its log. */
class StrangersLogTest {

  private static final List<String> PATHS =
      List.of(
          "/api/v1/session",
          "/api/v1/session?a=%zz&b=%",
          "/api/v1/deliveries?text=x",
          "/api/v1/deliveries/1/replay",
          "/api/v1/stats",
          "/health/ready",
          "/metrics",
          "/console/",
          "/asyncapi.yaml",
          "/webhook",
          "/n%00thing;a=b/%2e%2e/%zz");

  private static final List<String> HEADERS =
      List.of(
          "Content-Type: application/json\r\nContent-Length: 5\r\n\r\n{\"to",
          "Content-Type: application/json\r\nContent-Length: 5\r\n\r\n{\"tok",
          "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n\"\u00ff\u00fe\"",
          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}",
          "Content-Type: application/json;charset=none\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=%zz&b",
          "Content-Type: application/x-www-form-urlencoded;charset=none\r\nContent-Length: 3\r\n\r\na=b",
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30\r\n\r\na=b",
          "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n\r\n--x",
          "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Type: %%\r\nContent-Type: a\r\nContent-Length: 2\r\n\r\n{}",
          "Content-Length: 90000\r\n\r\n" + "x".repeat(90_000),
          "Content-Type: application/json\r\nContent-Length: 70000\r\n\r\n{\"to",
          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{}",
          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n"
              + "x".repeat(0x10000)
              + "\r\nzz\r\n",
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 70000\r\n\r\na=b",
          "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "10000\r\na="
              + "x".repeat(0xfffe)
              + "\r\nzz\r\n",
          "Accept: %%/\r\nAccept-Language: ;;q=x\r\nAccept-Encoding: ;q=9\r\n\r\n",
          "Cookie: fs-webhook-session=\"\\; $Version=9; =;\r\nIf-None-Match: \"\r\nIf-Modified-Since: x\r\n\r\n",
          "Authorization: Bearer \u00ff%\r\n\r\n",
          "Authorization: Digest x=y\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
          "Content-Length: x\r\n\r\n",
          "X-Forwarded-For: \u0007\r\nDate: x\r\nContent-Language: %%%\r\nRange: bytes=9-1\r\n\r\n");

  private static final List<String> METHODS =
      List.of("POST", "GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "FOO");

  private final CapturedLines lines = new CapturedLines();

  @TempDir private Path home;

  @AfterEach
  void stopListening() {
    lines.stop();
  }

  @Test
  void thousands_of_failing_requests_are_answered_and_are_few_lines() throws Exception {
    try (RunningServer server = CapturedLines.receiver(home)) {
      lines.clear();
      List<String> wrong = new ArrayList<>();
      long started = System.nanoTime();
      int requests = 0;
      for (String path : PATHS) {
        for (String method : METHODS) {
          for (String headers : HEADERS) {
            String request =
                method + " " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + headers;
            String status = status(server.uri().getPort(), request, requests % 20 == 19);
            requests++;
            // A delivery whose body does not arrive whole is to be sent again.
            boolean incomplete =
                method.equals("POST")
                    && path.equals("/webhook")
                    && headers.startsWith("Content-Type: application/json\r\n")
                    && status.equals("503");
            if (status.startsWith("5") && !incomplete) {
              wrong.add(status + " to " + method + " " + path + "\n" + headers);
            }
          }
        }
      }
      long seconds = (System.nanoTime() - started) / 1_000_000_000 + 1;

      assertThat(wrong).isEmpty();
      assertThat(requests).isGreaterThan(1_500);
      assertThat(lines.all())
          .as("lines in %d s", seconds)
          .hasSizeLessThan((int) (10 + 6 * seconds));
      assertThat(lines.all()).noneMatch(line -> line.length() > 2_000);
    }
  }

  /** The status, or nothing when it hangs up instead, which every tenth client does itself. */
  private static String status(int port, String request, boolean hangUp) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.setSoLinger(hangUp, 0);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      if (hangUp) {
        return "";
      }
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.length() < 12 ? "" : answer.substring(9, 12);
    } catch (IOException e) {
      return "";
    }
  }
}
