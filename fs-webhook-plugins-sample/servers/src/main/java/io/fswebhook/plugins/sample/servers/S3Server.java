package io.fswebhook.plugins.sample.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A real S3 server, S3Proxy, in a child process, which checks signatures and keeps objects in a
 * folder. It can be killed and started again over the same data.
 */
public final class S3Server implements AutoCloseable {

  public static final String KEY = "AKEXAMPLE";
  public static final String SECRET = "secret-of-the-test";

  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final int STARTS = 3;
  private static final String PASSWORD = "changeit";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Path folder;
  private final Path jar;
  private int port;
  private int securePort;
  private @Nullable Process process;

  private S3Server(Path folder, Path jar) {
    this.folder = folder;
    this.jar = jar;
  }

  /**
   * Starts one, with its data in a folder.
   *
   * @param jar S3Proxy with all that it needs
   */
  public static S3Server startIn(Path folder, Path jar) throws IOException {
    S3Server server = new S3Server(folder, jar);
    Files.createDirectories(folder.resolve("objects"));
    server.makeCertificate();
    for (int i = 1; ; i++) {
      server.choosePorts();
      try {
        server.start();
        return server;
      } catch (AssertionError e) {
        server.kill();
        if (i == STARTS) {
          throw e;
        }
      }
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** With a certificate that nobody trusts who does not know {@link #certificate}. */
  public URI secureEndpoint() {
    return URI.create("https://127.0.0.1:" + securePort);
  }

  /** In PEM. */
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** Waits until it listens. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(
                java("java"),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--properties",
                settings().toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log().toFile()))
            .start();
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("the S3 server does not run:\n" + Files.readString(log()));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** SIGKILL. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  public void createBucket(String bucket) {
    try (S3Client client = client()) {
      client.createBucket(create -> create.bucket(bucket));
    }
  }

  /** The keys in a bucket. */
  public List<String> keys(String bucket) {
    try (S3Client client = client()) {
      return client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
          .map(S3Object::key)
          .toList();
    }
  }

  private byte[] object(String bucket, String key) {
    try (S3Client client = client()) {
      return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    }
  }

  /** Of all objects in a bucket, as any reader finds them: files of lines, by gzip. */
  public List<String> lines(String bucket) {
    return keys(bucket).stream().flatMap(key -> lines(object(bucket, key))).toList();
  }

  private static Stream<String> lines(byte[] object) {
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(object))) {
      return new String(unzipped.readAllBytes(), UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
        .build();
  }

  private void makeCertificate() throws IOException {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=s3", "-ext", "san=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-file", certificate().toString());
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java("keytool"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", keystore().toString(), "-storepass", PASSWORD));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log().toFile()))
            .start();
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("no certificate:\n" + Files.readString(log()));
    }
  }

  private void choosePorts() throws IOException {
    try (ServerSocket free = free();
        ServerSocket secure = free()) {
      port = free.getLocalPort();
      securePort = secure.getLocalPort();
    }
    Files.writeString(
        settings(),
        String.format(
            Locale.ROOT,
            """
            s3proxy.endpoint=%s
            s3proxy.secure-endpoint=%s
            s3proxy.keystore-path=%s
            s3proxy.keystore-password=%s
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=%s
            s3proxy.credential=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """,
            endpoint(),
            secureEndpoint(),
            keystore(),
            PASSWORD,
            KEY,
            SECRET,
            folder.resolve("objects")));
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK));
  }

  private static String java(String command) {
    return Path.of(System.getProperty("java.home"), "bin", command).toString();
  }

  private Path keystore() {
    return folder.resolve("keystore.p12");
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Path settings() {
    return folder.resolve("s3proxy.properties");
  }

  private Path log() {
    return folder.resolve("s3proxy.log");
  }
}
