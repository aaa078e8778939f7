package io.fswebhook.war.it;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the blocks of a page or a file need around them, for nginx to run in a test. */
public final class NginxConfiguration {

  private NginxConfiguration() {}

  /**
   * A whole configuration.
   *
   * @param blocks within {@code http}
   * @param folder of the test's, for all that nginx writes
   */
  public static String around(String blocks, Path folder) {
    String temporary =
        Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            .map(what -> "%s_temp_path %s/%s;".formatted(what, folder, what))
            .collect(Collectors.joining("\n"));
    return """
        daemon off;
        user root;
        pid %s/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          %s
          %s
        }
        """
        .formatted(folder, temporary, blocks);
  }
}
