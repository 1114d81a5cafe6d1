/**
 * Signatures of the US3 service: strings in, {@code Authorization} values and signed URLs out. Pure
 * functions without I/O; every type is immutable and safe for use by several threads.
 */
package io.github.camelus3.sign;
