/**
 * What happens to deliveries goes in, for metrics; open {@link
 * io.fswebhook.core.observe.ReceiverObserver} first.
 */
@NullMarked
package io.fswebhook.core.observe;

import org.jspecify.annotations.NullMarked;
