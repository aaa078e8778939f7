/** Commands that work on the files of an inbox, on the machine and as the user of its receiver. */
@NullMarked
package io.fswebhook.war.cli.inbox;

import org.jspecify.annotations.NullMarked;
