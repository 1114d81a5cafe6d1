/**
 * What is read from and written to messages, for producer and consumers alike. Uses no other room.
 * Read {@link io.github.camelus3.component.message.ObjectHeaders} first.
 */
package io.github.camelus3.component.message;
