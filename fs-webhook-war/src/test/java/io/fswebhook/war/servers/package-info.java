/**
 * The same WAR on real servers: a distribution goes in, a server that runs comes out, and {@link
 * io.fswebhook.war.servers.ServerContract} says what has to hold on each.
 */
@NullMarked
package io.fswebhook.war.servers;

import org.jspecify.annotations.NullMarked;
