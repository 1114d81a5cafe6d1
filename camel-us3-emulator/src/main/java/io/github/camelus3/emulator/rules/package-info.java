/**
 * The handling of a request by the service: which call it is, whether the client may make it, and
 * the response. One class for each group of calls. Uses {@code form}, {@code callback}, {@code
 * store} and {@code protocol}, and the public enum {@code Us3Api}; knows no HTTP server. Read
 * {@link io.github.camelus3.emulator.rules.Service} first.
 */
package io.github.camelus3.emulator.rules;
