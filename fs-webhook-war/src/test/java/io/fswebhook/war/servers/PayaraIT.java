package io.fswebhook.war.servers;

import java.nio.file.Path;

class PayaraIT extends ServerContract {

  PayaraIT() {
    super(Distribution.of("Payara", "payara"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new GlassFish("payara", distribution.unpacked(), folder);
  }
}
