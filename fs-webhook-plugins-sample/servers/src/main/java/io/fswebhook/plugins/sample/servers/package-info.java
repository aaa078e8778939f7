/**
 * Real servers for tests, each in a child process that can be killed and started again; open {@link
 * io.fswebhook.plugins.sample.servers.KafkaBroker} first.
 */
@NullMarked
package io.fswebhook.plugins.sample.servers;

import org.jspecify.annotations.NullMarked;
