/** How settings are read; open {@link io.fswebhook.war.settings.SettingsTableTest} first. */
@NullMarked
package io.fswebhook.war.settings;

import org.jspecify.annotations.NullMarked;
