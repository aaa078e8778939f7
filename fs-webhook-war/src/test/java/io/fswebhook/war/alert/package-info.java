@NullMarked
package io.fswebhook.war.alert;

import org.jspecify.annotations.NullMarked;
