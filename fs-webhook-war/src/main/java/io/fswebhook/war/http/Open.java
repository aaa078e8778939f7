package io.fswebhook.war.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what requires no token. Not {@code @PermitAll}: Payara acts on the annotations of
 * jakarta.annotation.security itself, against its own users.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Open {}
