/** The management API over real HTTP; open {@link io.fswebhook.war.api.ApiServer} first. */
@NullMarked
package io.fswebhook.war.api;

import org.jspecify.annotations.NullMarked;
