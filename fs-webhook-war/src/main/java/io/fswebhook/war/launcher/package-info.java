/**
 * {@code java -jar} goes in, the command line with everything it needs comes out; uses the JDK
 * alone, since nothing else can be loaded yet; open {@link io.fswebhook.war.launcher.Launcher}
 * first.
 */
@NullMarked
package io.fswebhook.war.launcher;

import org.jspecify.annotations.NullMarked;
