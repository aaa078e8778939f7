/** Commands that set endpoints up in FullStory; open {@code FullStoryCommands} first. */
@NullMarked
package io.fswebhook.war.cli.fullstory;

import org.jspecify.annotations.NullMarked;
