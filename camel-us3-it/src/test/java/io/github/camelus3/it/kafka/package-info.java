/** The recipes with Kafka, run in several JVMs beside a real broker. */
package io.github.camelus3.it.kafka;
