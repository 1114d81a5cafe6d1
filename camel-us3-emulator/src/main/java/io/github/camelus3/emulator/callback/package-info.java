/**
 * Upload callbacks: the policy of a client, the request that the service makes of it, and the reply
 * of the application. Uses {@code protocol} and the public value {@code SentCallback}. Read {@link
 * io.github.camelus3.emulator.callback.CallbackSender} first.
 */
package io.github.camelus3.emulator.callback;
