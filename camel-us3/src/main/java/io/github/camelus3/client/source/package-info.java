/**
 * The sources of uploads: files, bytes and streams, with their length, whether they can be read
 * again, and whether they have changed. Uses nothing else of this project. Read {@link
 * io.github.camelus3.client.source.ObjectSource} first.
 */
package io.github.camelus3.client.source;
