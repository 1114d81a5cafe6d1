package io.github.camelus3.springboot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a number of milliseconds that a property may also write as a duration, such as 1m30s. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Milliseconds {}
