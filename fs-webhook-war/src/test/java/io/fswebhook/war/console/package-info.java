/** Tests of the console's files, and pictures of its pages. */
@NullMarked
package io.fswebhook.war.console;

import org.jspecify.annotations.NullMarked;
