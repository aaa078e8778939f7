/** What all commands are made of. */
@NullMarked
package io.fswebhook.war.cli.line;

import org.jspecify.annotations.NullMarked;
