package io.fswebhook.war.servers;

import java.nio.file.Path;

class PayaraMicroIT extends ServerContract {

  PayaraMicroIT() {
    super(Distribution.of("Payara Micro", "payara-micro"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new PayaraMicro(distribution.file(), folder);
  }
}
