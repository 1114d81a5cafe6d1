/**
 * Browser forms, for PostFile: Undertow's parser writes the file to disk. Uses {@code store} and
 * {@code protocol}. Read {@link io.github.camelus3.emulator.form.FormReader} first.
 */
package io.github.camelus3.emulator.form;
