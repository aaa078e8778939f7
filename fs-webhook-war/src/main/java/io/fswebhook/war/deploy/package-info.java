/**
 * A server's deployment goes in, a running receiver comes out; open {@link
 * io.fswebhook.war.deploy.ReceiverContextListener} first.
 */
@NullMarked
package io.fswebhook.war.deploy;

import org.jspecify.annotations.NullMarked;
