package io.fswebhook.war.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says anything to a server, also what no client would. */
final class RawHttp {

  private static final int READ_LIMIT_MILLIS = 60_000;

  private RawHttp() {}

  /** Everything that is answered until the server closes. */
  static String ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return ask(socket, request);
    }
  }

  static String ask(Socket socket, String request) throws IOException {
    socket.setSoTimeout(READ_LIMIT_MILLIS);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
  }
}
