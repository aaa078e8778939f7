package io.fswebhook.war.deploy;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Context;
import org.glassfish.jersey.server.ResourceConfig;

/** The application of the receiver that the listener has started; made by Jersey's servlet. */
public final class DeployedApplication extends ResourceConfig {

  /** Called by Jersey. */
  public DeployedApplication(@Context ServletContext context) {
    super(ReceiverContextListener.receiverOf(context).application());
  }
}
