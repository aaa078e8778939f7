/**
 * Folders of jars go in, started handlers come out, each behind a class loader of its own; open
 * {@link io.fswebhook.core.plugin.PluginHost} first.
 */
@NullMarked
package io.fswebhook.core.plugin;

import org.jspecify.annotations.NullMarked;
