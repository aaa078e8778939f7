/**
 * Messages of alerts → HTTP requests and mails to their targets; and what is watched of disk and
 * certificate: {@link io.fswebhook.war.alert.AlertTargets} first.
 */
@NullMarked
package io.fswebhook.war.alert;

import org.jspecify.annotations.NullMarked;
