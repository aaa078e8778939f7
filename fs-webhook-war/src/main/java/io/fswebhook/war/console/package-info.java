/**
 * A path below {@code /console/} goes in, a file of the console comes out; open {@link
 * io.fswebhook.war.console.ConsoleServlet} first.
 */
@NullMarked
package io.fswebhook.war.console;

import org.jspecify.annotations.NullMarked;
