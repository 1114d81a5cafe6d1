package io.github.camelus3.benchmarks.result;

/**
 * One round of one contender.
 *
 * @param cpuSeconds CPU time of the contender's process
 * @param sinkCpuSeconds CPU time of the sink's process
 * @param connections connections opened in this round
 * @param peakBytes peak memory of the contender's process so far
 * @param cipher TLS version and cipher suite; empty for plain HTTP
 */
public record Round(
    double seconds,
    double cpuSeconds,
    double sinkCpuSeconds,
    long connections,
    long peakBytes,
    String cipher) {}
