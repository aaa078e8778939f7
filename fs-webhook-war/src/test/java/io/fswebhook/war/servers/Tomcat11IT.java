package io.fswebhook.war.servers;

import java.nio.file.Path;

class Tomcat11IT extends ServerContract {

  Tomcat11IT() {
    super(Distribution.of("Tomcat 11", "tomcat11"));
  }

  @Override
  Server layOut(Distribution distribution, Path folder) throws Exception {
    return new Tomcat("tomcat", distribution.unpacked(), folder);
  }
}
