package io.fswebhook.war.bench;

import io.fswebhook.war.runtime.RunningReceiver;
import io.fswebhook.war.settings.HttpSettings;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.standalone.StandaloneServer;
import org.glassfish.jersey.server.ResourceConfig;

/** A receiver in this process with the resource that does nothing beside it, on any free port. */
record BenchedReceiver(RunningReceiver receiver, StandaloneServer server) implements AutoCloseable {

  static BenchedReceiver start(Settings settings) {
    RunningReceiver receiver = RunningReceiver.start(settings);
    StandaloneServer server = StandaloneServer.bind(new HttpSettings("127.0.0.1", 0, null, null));
    ResourceConfig application = receiver.application();
    application.register(BareResource.class);
    server.serve(receiver.served(application));
    return new BenchedReceiver(receiver, server);
  }

  int port() {
    return server.uri().getPort();
  }

  @Override
  public void close() {
    server.close();
    receiver.close();
  }
}
