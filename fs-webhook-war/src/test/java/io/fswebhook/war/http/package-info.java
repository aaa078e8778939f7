/** The resources over real HTTP; open {@link io.fswebhook.war.http.TestServer} first. */
@NullMarked
package io.fswebhook.war.http;

import org.jspecify.annotations.NullMarked;
