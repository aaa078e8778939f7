/**
 * MicroProfile Config names go in, checked records come out; open {@link
 * io.fswebhook.war.settings.Settings} first.
 */
@NullMarked
package io.fswebhook.war.settings;

import org.jspecify.annotations.NullMarked;
