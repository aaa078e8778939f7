/** The WAR as a process; open {@link io.fswebhook.war.it.WarCommand} first. */
@NullMarked
package io.fswebhook.war.it;

import org.jspecify.annotations.NullMarked;
