/** Pollers in several JVMs that share a bucket and a PostgreSQL database. */
package io.github.camelus3.it.pollers;
