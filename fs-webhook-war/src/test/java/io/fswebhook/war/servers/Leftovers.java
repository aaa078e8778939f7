package io.fswebhook.war.servers;

import io.fswebhook.war.it.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an application that was taken away could leave in its server. */
record Leftovers(JvmLook jvm, Server server) {

  private static final String THREADS = "fs-webhook";

  static Leftovers of(ServerProcess process, Server server) {
    return new Leftovers(new JvmLook(process.jvm().pid()), server);
  }

  /** No thread, no open or mapped file, and no loader that has the class. */
  void awaitNone(String className, Duration limit) throws Exception {
    List<String> found = new ArrayList<>();
    try {
      Eventually.holds(
          "nothing is left",
          limit,
          () -> {
            found.clear();
            found.addAll(find(className));
            return found.isEmpty();
          });
    } catch (AssertionError e) {
      throw new AssertionError("left behind: " + found, e);
    }
  }

  private List<String> find(String className) throws Exception {
    List<String> found = new ArrayList<>();
    jvm.threads(THREADS).forEach(name -> found.add("thread " + name));
    int copies = jvm.copiesOf(className);
    if (copies > server.keptLoaders()) {
      found.add(copies + " loaders of " + className);
    }
    if (copies == 0) {
      jvm.openFiles(server.home(ServerContract.CONTEXT) + "/", "sqlitejdbc")
          .forEach(path -> found.add("file " + path));
    } else {
      jvm.openFiles(server.home(ServerContract.CONTEXT) + "/data/inbox")
          .forEach(path -> found.add("file " + path));
    }
    return found;
  }
}
