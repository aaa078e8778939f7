package io.fswebhook.war.servers;

import java.nio.file.Path;

@DefaultServer
class WildFlyIT extends ServerContract {

  WildFlyIT() {
    super(Distribution.of("WildFly", "wildfly"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new WildFly(distribution.unpacked(), folder);
  }
}
