/**
 * What needs attention → alerts that open, are sent and resolve: {@link
 * io.fswebhook.core.alert.AlertWatcher} first.
 */
@NullMarked
package io.fswebhook.core.alert;

import org.jspecify.annotations.NullMarked;
