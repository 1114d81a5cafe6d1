/**
 * The face of the emulator: everything that tests and programs use, and the faults they inject.
 * Public types of the packages below serve the emulator alone and may change at any time. Read
 * {@link io.github.camelus3.emulator.Us3Emulator} first.
 *
 * <pre>
 * emulator         starts and stops the server, holds the faults
 *   console        a page that shows and changes all of the below
 *   server         HTTP: reads requests, writes responses, cuts connections
 *     rules        what the service does: authorization, one class for each group of calls
 *       form       browser forms, for PostFile
 *       callback   upload policies, callback requests and their replies
 *       store      buckets, objects and uploads on disk
 *         protocol requests, responses, headers, errors: values without state
 * </pre>
 *
 * <p>A package uses only those further down. The face's {@code Us3Api}, {@code ReceivedRequest} and
 * {@code SentCallback} are plain values that {@code server}, {@code rules} and {@code callback} use
 * as well. No code is shared with the client: a bug in both would pass every test.
 */
package io.github.camelus3.emulator;
