package io.fswebhook.war.servers;

import java.nio.file.Path;

class Jetty120IT extends ServerContract {

  Jetty120IT() {
    super(Distribution.of("Jetty 12.0", "jetty120"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new Jetty(distribution.unpacked(), folder);
  }
}
