/**
 * HTTP and US3 as values: requests, responses, header fields, query parameters, dates, ranges, JSON
 * and the service's errors. Nothing here has state or knows a bucket. Uses no other package of the
 * emulator; the parsers of dates and ranges are Undertow's. Read {@link
 * io.github.camelus3.emulator.protocol.Request} and {@link
 * io.github.camelus3.emulator.protocol.Response} first.
 */
package io.github.camelus3.emulator.protocol;
