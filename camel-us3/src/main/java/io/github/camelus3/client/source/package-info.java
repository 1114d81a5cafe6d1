/**
 * The sources of uploads: files, byte arrays and streams.
 *
 * <p>Uses nothing else of this project. Read {@link io.github.camelus3.client.source.ObjectSource}
 * first; {@code FileSource} detects changed files.
 */
package io.github.camelus3.client.source;
