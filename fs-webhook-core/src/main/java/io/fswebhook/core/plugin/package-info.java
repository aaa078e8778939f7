/**
 * Folders of jars go in, started handlers come out, each plugin with its own class loader; open
 * {@link io.fswebhook.core.plugin.PluginHost} first.
 */
@NullMarked
package io.fswebhook.core.plugin;

import org.jspecify.annotations.NullMarked;
