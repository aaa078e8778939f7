/** Commands that talk to a running receiver. */
@NullMarked
package io.fswebhook.war.cli.receiver;

import org.jspecify.annotations.NullMarked;
