/**
 * A REST application goes in, a listening server comes out, without a servlet container around it;
 * open {@link io.fswebhook.war.standalone.StandaloneServer} first.
 */
@NullMarked
package io.fswebhook.war.standalone;

import org.jspecify.annotations.NullMarked;
