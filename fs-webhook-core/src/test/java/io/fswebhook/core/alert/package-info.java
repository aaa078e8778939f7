@NullMarked
package io.fswebhook.core.alert;

import org.jspecify.annotations.NullMarked;
