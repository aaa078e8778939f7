/**
 * HTTP requests go in, raw requests go to the receiver and its receipts come out as answers; open
 * {@link io.fswebhook.war.http.ReceiverApplication} first.
 */
@NullMarked
package io.fswebhook.war.http;

import org.jspecify.annotations.NullMarked;
