package io.fswebhook.war.servers;

import java.nio.file.Path;

class Jetty121IT extends ServerContract {

  Jetty121IT() {
    super(Distribution.of("Jetty 12.1", "jetty121"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new Jetty(distribution.unpacked(), folder);
  }
}
