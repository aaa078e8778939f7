@NullMarked
package io.fswebhook.war.samples;

import org.jspecify.annotations.NullMarked;
