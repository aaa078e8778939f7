package io.fswebhook.war.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients make the receiver write into its log that take the whole minute for a body. */
@Tag("long")
class SlowBodiesLogIT {

  private final CapturedLines lines = new CapturedLines();

  @TempDir private Path home;

  @AfterEach
  void stopListening() {
    lines.stop();
  }

  @Test
  void bodies_that_come_too_slowly_are_answered_4xx_and_are_few_lines() throws Exception {
    try (RunningServer server = CapturedLines.receiver(home)) {
      lines.clear();
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        slow.add(begin(server.uri().getPort()));
      }
      List<String> statuses = new ArrayList<>();
      for (Socket each : slow) {
        statuses.add(statusAtLast(each));
      }

      assertThat(statuses).allMatch(status -> status.isEmpty() || status.startsWith("4"));
      assertThat(lines.all()).hasSizeLessThan(10);
      assertThat(lines.all()).noneMatch(line -> line.contains("\tat "));
    }
  }

  /** More than the server reads before it asks the application. */
  private static Socket begin(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(200);
    String request =
        "POST /api/v1/session HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: 70000\r\n\r\n{";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return socket;
  }

  /** Sends a byte five times a second until there is an answer. */
  private static String statusAtLast(Socket socket) throws IOException {
    try (socket) {
      byte[] start = new byte[12];
      for (int tries = 0; tries < 350; tries++) {
        try {
          int count = socket.getInputStream().readNBytes(start, 0, start.length);
          return count < start.length ? "" : new String(start, 9, 3, ISO_8859_1);
        } catch (SocketTimeoutException e) {
          socket.getOutputStream().write(' ');
        }
      }
      throw new AssertionError("not answered");
    }
  }
}
