/**
 * Uploads, copies and deletions that take many requests, asynchronous or in parallel, in memory
 * bounded by the parts in flight. Uses {@code .client} and {@code .client.source}; nothing of
 * Camel.
 *
 * <p>Read {@link io.github.camelus3.transfer.Us3Uploader} first, then {@code MultipartTask}, which
 * sends the parts. {@code ResumableUpload} with an {@link io.github.camelus3.transfer.UploadStore}
 * resumes them after a failure, {@link io.github.camelus3.transfer.UploadSweeper} aborts those that
 * stay behind.
 */
package io.github.camelus3.transfer;
