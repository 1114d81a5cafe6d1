/** One active poller of several JVMs. */
package io.github.camelus3.it.master;
