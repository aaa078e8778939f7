@NullMarked
package io.fswebhook.war.access;

import org.jspecify.annotations.NullMarked;
