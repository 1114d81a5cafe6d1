/** Starts other JVMs, runs routes in them, and ends them after each test. */
package io.github.camelus3.it;
