package io.fswebhook.war.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFoldersTest {

  @ParameterizedTest
  @CsvSource({
    "catalina.base, /base/lib",
    "jboss.server.base.dir, /base/lib/ext",
    "com.sun.aas.instanceRoot, /base/lib",
    "server.config.dir, /base/lib/global",
    "jetty.base, /base/lib/ext",
  })
  void each_server_is_known_by_its_property(String property, Path libDir) {
    ServerFolders folders = ServerFolders.find("fs-webhook", Map.of(property, "/base"));

    assertThat(folders.defaultHome()).isEqualTo(Path.of("/base/fs-webhook"));
    assertThat(folders.libDirs()).containsExactly(libDir);
  }

  @Test
  void a_tomcat_instance_has_the_installations_lib_folder_too() {
    assertThat(
            ServerFolders.find(
                    "fs-webhook", Map.of("catalina.base", "/instance", "catalina.home", "/tomcat"))
                .libDirs())
        .containsExactly(Path.of("/instance/lib"), Path.of("/tomcat/lib"));
    assertThat(
            ServerFolders.find(
                    "fs-webhook", Map.of("catalina.base", "/tomcat", "catalina.home", "/tomcat"))
                .libDirs())
        .containsExactly(Path.of("/tomcat/lib"));
  }

  @Test
  void without_a_known_server_the_home_is_below_the_working_directory() {
    assertThat(ServerFolders.find("fs-webhook", Map.of()))
        .isEqualTo(new ServerFolders(Path.of("fs-webhook-home"), java.util.List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "/fs-webhook, fs-webhook",
    "'', fs-webhook",
    "/hooks, fs-webhook-hooks",
    "/a/b, fs-webhook-a#b"
  })
  void each_context_has_a_home_of_its_own(String contextPath, String home) {
    assertThat(ServerFolders.homeName(contextPath)).isEqualTo(home);
  }
}
