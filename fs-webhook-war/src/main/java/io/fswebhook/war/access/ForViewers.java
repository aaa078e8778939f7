package io.fswebhook.war.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that viewers may call although it is not a read. For the reason of {@link
 * io.fswebhook.war.http.Open} not {@code @RolesAllowed}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ForViewers {}
