/** Files that are for their owner only, and names that survive a power cut. */
@NullMarked
package io.fswebhook.core.file;

import org.jspecify.annotations.NullMarked;
