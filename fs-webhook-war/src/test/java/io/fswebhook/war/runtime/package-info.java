/** The running receiver's metrics. */
@NullMarked
package io.fswebhook.war.runtime;

import org.jspecify.annotations.NullMarked;
