/** The deployment as a server runs it. */
@NullMarked
package io.fswebhook.war.deploy;

import org.jspecify.annotations.NullMarked;
