/**
 * Words typed after {@code java -jar fs-webhook.war} go in, an exit code comes out; open {@link
 * io.fswebhook.war.cli.Main} first.
 */
@NullMarked
package io.fswebhook.war.cli;

import org.jspecify.annotations.NullMarked;
