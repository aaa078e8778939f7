package io.fswebhook.war.access;

import io.fswebhook.war.settings.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may, where that is not the usual: viewers may GET, all else is for operators. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface For {

  /** The least role. */
  Role value();
}
