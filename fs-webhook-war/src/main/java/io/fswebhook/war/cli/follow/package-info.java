/** Commands that follow what a running receiver receives; {@link Feed} is where it comes from. */
@NullMarked
package io.fswebhook.war.cli.follow;

import org.jspecify.annotations.NullMarked;
