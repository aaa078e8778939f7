package io.fswebhook.war.servers;

import java.nio.file.Path;

class LibertyIT extends ServerContract {

  LibertyIT() {
    super(Distribution.of("Open Liberty", "liberty"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new Liberty(distribution.unpacked(), folder);
  }
}
