@NullMarked
package io.fswebhook.war.live;

import org.jspecify.annotations.NullMarked;
