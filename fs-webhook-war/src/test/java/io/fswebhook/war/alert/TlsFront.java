package io.fswebhook.war.alert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * TLS in front of a mail server without: from the first byte, or from the command STARTTLS, which
 * it answers itself.
 */
final class TlsFront implements AutoCloseable {

  private final SSLContext tls;
  private final boolean implicit;
  private final int behind;
  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<Closeable> open = new CopyOnWriteArrayList<>();

  TlsFront(SSLContext tls, boolean implicit, int behind) throws IOException {
    this.tls = tls;
    this.implicit = implicit;
    this.behind = behind;
    DaemonThread.of("tls-front", this::accept).start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        open.add(client);
        DaemonThread.of("tls-front-client", () -> serve(client)).start();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket mail = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      open.add(mail);
      if (!implicit) {
        negotiate(client);
        skipGreeting(mail.getInputStream());
      }
      SSLSocket encrypted =
          (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
      encrypted.setUseClientMode(false);
      encrypted.startHandshake();
      Thread back =
          DaemonThread.of(
              "tls-front-back", () -> copy(mail::getInputStream, encrypted::getOutputStream));
      back.start();
      copy(encrypted::getInputStream, mail::getOutputStream);
    } catch (IOException e) {
      // the client left, as it does when it does not trust the certificate
    }
  }

  private static void negotiate(Socket client) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
    say("220 front", client);
    lines.readLine();
    say("250-front", client);
    say("250 STARTTLS", client);
    String command = lines.readLine();
    if (!"STARTTLS".equals(command)) {
      throw new IOException("not encrypted: " + command);
    }
    say("220 go ahead", client);
  }

  private static void say(String line, Socket client) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
  }

  private static void skipGreeting(InputStream mail) throws IOException {
    int read;
    do {
      read = mail.read();
    } while (read != '\n' && read >= 0);
  }

  /** Opens a stream of a socket. */
  private interface Opened<T> {
    T get() throws IOException;
  }

  private static void copy(Opened<InputStream> from, Opened<OutputStream> to) {
    try {
      from.get().transferTo(to.get());
    } catch (IOException e) {
      // closed by either end
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Closeable each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
