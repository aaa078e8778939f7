package io.fswebhook.war.servers;

import java.nio.file.Path;

@DefaultServer
class Tomcat10IT extends ServerContract {

  Tomcat10IT() {
    super(Distribution.of("Tomcat 10.1", "tomcat10"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new Tomcat("tomcat", distribution.unpacked(), folder);
  }
}
