package io.fswebhook.war.servers;

import io.fswebhook.war.it.NginxConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proxies that the page configures. */
enum ProxyProgram {
  NGINX("nginx", "proxy_pass", "nginx -c CONFIG") {
    @Override
    String complete(String block, Path folder, int port) {
      return NginxConfiguration.around(
          block.replace("listen 443", "listen 127.0.0.1:" + port), folder);
    }
  },
  HAPROXY("haproxy", "frontend", "haproxy -db -f CONFIG") {
    @Override
    String complete(String block, Path folder, int port) {
      return block.replace("bind :443", "bind 127.0.0.1:" + port);
    }
  },
  APACHE("apache", "VirtualHost", "apache2 -D FOREGROUND -f CONFIG") {
    @Override
    String complete(String block, Path folder, int port) {
      String modules =
          Stream.of(
                  "mpm_event",
                  "authn_core",
                  "authz_core",
                  "authz_host",
                  "headers",
                  "proxy",
                  "proxy_http",
                  "reqtimeout",
                  "rewrite",
                  "ssl")
              .map("LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so"::formatted)
              .collect(Collectors.joining("\n"));
      return """
          %s
          Listen 127.0.0.1:%d
          ServerName 127.0.0.1
          ServerRoot %s
          DefaultRuntimeDir %s
          PidFile apache.pid
          ErrorLog error.log
          User www-data
          Group www-data
          %s
          """
          .formatted(modules, port, folder, folder, block.replace("*:443", "127.0.0.1:" + port));
    }
  };

  private final String language;
  private final String marker;
  private final String command;

  ProxyProgram(String language, String marker, String command) {
    this.language = language;
    this.marker = marker;
    this.command = command;
  }

  /** Makes of the page's block all that the program reads. */
  abstract String complete(String block, Path folder, int port);

  /** Of the page's block. */
  String language() {
    return language;
  }

  /** What only that block of the language holds. */
  String marker() {
    return marker;
  }

  /** How it is started; {@code CONFIG} stands for the file. */
  List<String> command() {
    return List.of(command.split(" "));
  }
}
