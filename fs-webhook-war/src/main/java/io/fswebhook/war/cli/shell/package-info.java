/** The command line goes in, what shells and manuals need to know of it comes out. */
@NullMarked
package io.fswebhook.war.cli.shell;

import org.jspecify.annotations.NullMarked;
