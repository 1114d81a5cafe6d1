package io.github.camelus3.it.kafka;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.camel.Body;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.apache.camel.PropertyInject;

/** The parts of a big file, of docs/scale-out.md. */
public class PartPlan implements CamelConfiguration {
  @PropertyInject("partitions")
  int partitions;

  @Override
  public void configure(CamelContext camel) {
    camel.getRegistry().bind("parts", this);
  }

  /** Metadata by which the finisher recognises the object of a request. */
  public Map<String, String> metadata(@Header("us3-request") String request) {
    return Map.of("request", request);
  }

  /** The parts, spread over the partitions in turn. */
  public List<Part> of(@Body File file, @Header("CamelUs3BlockSize") long size) {
    long length = file.length();
    if (length == 0) {
      throw new IllegalArgumentException("file must have at least one byte: " + file);
    }
    long count = (length + size - 1) / size;
    return LongStream.range(0, count)
        .mapToObj(
            number ->
                new Part(
                    number,
                    number * size,
                    Math.min(length, (number + 1) * size) - 1,
                    number % partitions,
                    number >= count - partitions))
        .toList();
  }

  /**
   * The bytes from start to end, inclusive.
   *
   * @param last whether no part of this file follows in the partition
   */
  public record Part(long number, long start, long end, long partition, boolean last) {}
}
