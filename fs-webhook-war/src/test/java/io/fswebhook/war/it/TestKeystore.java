package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PKCS #12 file with a key and its own certificate. */
public final class TestKeystore {

  private TestKeystore() {}

  /**
   * Makes one with keytool.
   *
   * @param name of the certificate
   * @param more options of keytool
   */
  public static Path make(Path file, String password, String name, String... more)
      throws IOException, InterruptedException {
    List<String> keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            password);
    Process made =
        new ProcessBuilder(Stream.concat(keytool.stream(), Stream.of(more)).toList())
            .redirectErrorStream(true)
            .redirectOutput(file.resolveSibling(name + ".log").toFile())
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(file).exists();
    return file;
  }
}
