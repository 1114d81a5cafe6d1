package io.github.camelus3.benchmarks.result;

/**
 * One round of one contender.
 *
 * @param cpuSeconds of the contender's process
 * @param sinkCpuSeconds of the sink's process
 * @param connections that were opened in this round
 * @param peakBytes the most memory its process has held so far
 */
public record Round(
    double seconds, double cpuSeconds, double sinkCpuSeconds, long connections, long peakBytes) {}
