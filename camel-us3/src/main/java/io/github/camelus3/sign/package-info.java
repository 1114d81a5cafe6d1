/**
 * Signatures of US3: {@code Authorization} values, pre-signed URLs and signatures of the bucket
 * API.
 *
 * <p>Pure functions without I/O; every type is thread safe. Uses nothing else of this project. Read
 * {@link io.github.camelus3.sign.Us3Signer} first, then {@code RequestToSign}.
 */
package io.github.camelus3.sign;
